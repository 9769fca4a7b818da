# SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors
"""How bounceback-cli speaks each language of po/LINGUAS, in that language's locale.

  test-languages.py CLI DATA

What programs read is the same in all of them. Dates, numbers and plurals are compared
with what stands here, and not with what the program was given to say.
"""

import csv
import datetime
import gettext
import json
import os
import sys
import unittest

import case

ROOT = os.path.dirname(os.path.dirname(os.path.dirname(os.path.abspath(__file__))))
sys.path.insert(0, os.path.join(ROOT, 'tests'))
import locales  # noqa: E402

BUILD = os.path.dirname(os.path.dirname(os.path.dirname(case.CLI)))
SENTENCES = ('headline', 'explanation', 'steps')
UNKNOWN = 'postfix-unknown-user.eml'
DELAY = 'postfix-delay.eml'
FULL = 'Subject: failure\n\n552 5.2.2 <{}@example.org>: Mailbox full\n\n'

# A date with its month in the case that the language wants behind a day.
DATES = {
    'ar': '5 مارس 2199، 14:00',
    'de': '5. März 2199 um 14:00 Uhr',
    'es': '5 de marzo de 2199 a las 14:00',
    'fr': '5 mars 2199 à 14:00',
    'it': '5 marzo 2199 alle 14:00',
    'ja': '2199年3月5日 14:00',
    'nl': '5 maart 2199 om 14:00',
    'pl': '5 marca 2199 r., godz. 14:00',
    'pt_BR': '5 de março de 2199, às 14:00',
    'ru': '14:00 5 марта 2199 года',
    'tr': '5 Mart 2199 günü 14:00',
    'zh_CN': '2199 年 3 月 5 日 14:00',
}
# Monday to Sunday.
WEEKDAYS = {
    'ar': 'الاثنين الثلاثاء الأربعاء الخميس الجمعة السبت الأحد',
    'de': 'Montag Dienstag Mittwoch Donnerstag Freitag Samstag Sonntag',
    'es': 'lunes martes miércoles jueves viernes sábado domingo',
    'fr': 'lundi mardi mercredi jeudi vendredi samedi dimanche',
    'it': 'lunedì martedì mercoledì giovedì venerdì sabato domenica',
    'ja': '月曜日 火曜日 水曜日 木曜日 金曜日 土曜日 日曜日',
    'nl': 'maandag dinsdag woensdag donderdag vrijdag zaterdag zondag',
    'pl': 'poniedziałek wtorek środa czwartek piątek sobota niedziela',
    'pt_BR': 'segunda terça quarta quinta sexta sábado domingo',
    'ru': 'понедельник вторник среда четверг пятница суббота воскресенье',
    'tr': 'Pazartesi Salı Çarşamba Perşembe Cuma Cumartesi Pazar',
    'zh_CN': '星期一 星期二 星期三 星期四 星期五 星期六 星期日',
}
# What is left for attachments of a limit of 10 MB.
SIZES = {
    'ar': '7.3 ميغابايت', 'de': '7,3 MB', 'es': '7,3 MB', 'fr': '7,3\u00a0Mo', 'it': '7,3 MB',
    'ja': '7.3 MB', 'nl': '7,3 MB', 'pl': '7,3 MB', 'pt_BR': '7,3 MB', 'ru': '7,3 МБ',
    'tr': '7,3 MB', 'zh_CN': '7.3 MB',
}
# Full mailboxes, by how many there are.
PLURALS = {
    'ar': {1: 'صندوق ممتلئ واحد', 2: 'صندوقان ممتلئان', 3: '3 صناديق ممتلئة',
           11: '11 صندوقًا ممتلئًا', 100: '100 صندوق ممتلئ'},
    'de': {1: '1 volles Postfach', 2: '2 volle Postfächer'},
    'fr': {1: '1 boîte aux lettres pleine', 2: '2 boîtes aux lettres pleines'},
    'ja': {1: 'メールボックスがいっぱい 1 件', 2: 'メールボックスがいっぱい 2 件'},
    'pl': {1: '1 pełna skrzynka', 2: '2 pełne skrzynki', 5: '5 pełnych skrzynek',
           22: '22 pełne skrzynki'},
    'ru': {1: '1 переполненный ящик', 2: '2 переполненных ящика', 5: '5 переполненных ящиков',
           21: '21 переполненный ящик'},
}


def speak(language):
    return {**os.environ, **locales.environment(BUILD, language)}


def squeeze(text):
    """Leave out all space: where lines are broken for a terminal is not looked at."""
    return ''.join(text.split())


def without_sentences(message):
    for verdict in (message['verdict'], *(r['verdict'] for r in message['recipients'])):
        for name in SENTENCES:
            verdict.pop(name)
    return message


class Languages(case.Case):
    def answer(self, language, *arguments):
        done = case.run(*arguments, env=speak(language))
        self.assert_quiet(done)
        return done.stdout.decode('utf-8')

    def delay_until(self, time):
        with open(case.data(DELAY), encoding='utf-8') as stream:
            lines = [f'Will-Retry-Until: {time:%a, %d %b %Y 14:00:00 +0000}\n'
                     if line.startswith('Will-Retry-Until:') else line for line in stream]
        return self.write('delay.eml', ''.join(lines).encode())

    def test_all_of_linguas(self):
        with open(os.path.join(ROOT, 'po', 'LINGUAS'), encoding='utf-8') as stream:
            named = [line.strip() for line in stream if not line.startswith('#')]
        self.assertEqual(named, sorted(locales.LOCALES))

    def test_answers(self):
        english = case.run(case.data(UNKNOWN)).stdout.decode()
        for language in locales.LOCALES:
            with self.subTest(language):
                catalogue = gettext.translation('bounceback', os.path.join(BUILD, 'po'), [language])
                headline = catalogue.gettext('This address does not exist')
                self.assertNotIn(headline, english)
                text = self.answer(language, case.data(UNKNOWN))
                self.assertIn(squeeze(headline), squeeze(text))
                self.assertIn(squeeze(catalogue.gettext('What to do')), squeeze(text))
                self.assertNotIn('address', text.split('550 5.1.1')[0])

    def test_json(self):
        names = [case.data(name) for name in (UNKNOWN, DELAY)]
        english = self.read_json(case.run('--json', *names))
        headlines = [message['verdict']['headline'] for message in english]
        english = [without_sentences(message) for message in english]
        for language in locales.LOCALES:
            with self.subTest(language):
                messages = [json.loads(line) for line
                            in self.answer(language, '--json', *names).splitlines()]
                for message, headline in zip(messages, headlines):
                    self.assertNotEqual(message['verdict']['headline'], headline)
                self.assertEqual([without_sentences(message) for message in messages], english)

    def test_csv(self):
        """Programs find the same columns, and numbers as they expect them."""
        english = list(csv.DictReader(case.run('--csv', case.data(UNKNOWN)).stdout.decode()
                                      .splitlines()))
        for language in locales.LOCALES:
            with self.subTest(language):
                rows = list(csv.DictReader(self.answer(language, '--csv', case.data(UNKNOWN))
                                           .splitlines()))
                self.assertEqual([list(row) for row in rows], [list(row) for row in english])
                for row, other in zip(rows, english):
                    different = {name for name in row if row[name] != other[name]}
                    self.assertLessEqual(different, set(SENTENCES))

    def test_help_and_errors(self):
        english = case.run('--help').stdout.decode()
        for language in locales.LOCALES:
            with self.subTest(language):
                text = self.answer(language, '--help')
                self.assertIn('--json', text)
                self.assertNotIn('Print this help', text)
                self.assertNotEqual(text, english)
                done = case.run('/nowhere', env=speak(language))
                self.assertEqual(done.returncode, 1)
                self.assertNotIn(b'There is no file', done.stderr)
                self.assertIn(b'/nowhere', done.stderr)

    def test_dates(self):
        path = self.delay_until(datetime.datetime(2199, 3, 5))
        for language in locales.LOCALES:
            with self.subTest(language):
                self.assertIn(squeeze(DATES[language]), squeeze(self.answer(language, path)))

    def test_weekdays(self):
        soon = datetime.datetime.now(datetime.timezone.utc) + datetime.timedelta(days=2)
        path = self.delay_until(soon)
        for language in locales.LOCALES:
            with self.subTest(language):
                day = WEEKDAYS[language].split()[soon.weekday()]
                self.assertIn(day.casefold(), squeeze(self.answer(language, path)).casefold())

    def test_sizes(self):
        for language in locales.LOCALES:
            with self.subTest(language):
                text = self.answer(language, case.data('sendmail-too-big.eml'))
                self.assertIn(squeeze(SIZES[language]), squeeze(text))

    def test_plurals(self):
        for language, forms in PLURALS.items():
            for count, words in forms.items():
                with self.subTest(language, count=count):
                    path = self.write('many.mbox', b''.join(
                        case.FROM + FULL.format(f'bob{number}').encode()
                        for number in range(count)))
                    text = self.answer(language, '--summary', path)
                    self.assertIn(squeeze(words), squeeze(text))


unittest.main(argv=sys.argv[:1])
