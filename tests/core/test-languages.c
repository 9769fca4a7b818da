/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#include "config.h"

#include <string.h>

#include "bounce-decode.h"

/* Notices as servers write them in other languages than English, without a code that
 * would help. The cause is BOUNCE_CAUSE_UNKNOWN where the words do not tell it. */
typedef struct
{
  const char *name;
  const char *text;
  BounceKind kind;
  BounceCause cause;
  const char *address;
} Case;

static const Case cases[] = {
  { "german/exchange-unknown",
    "Fehler bei der Nachrichtenzustellung an folgende Empfänger oder Gruppen:\n"
    "\n"
    "bob@example.net\n"
    "Die eingegebene E-Mail-Adresse konnte nicht gefunden werden. Überprüfen Sie die E-Mail-Adresse des Empfängers.\n",
    BOUNCE_KIND_BOUNCE, BOUNCE_CAUSE_ADDRESS_UNKNOWN, "bob@example.net" },
  { "german/full",
    "Ihre E-Mail konnte nicht zugestellt werden.\n"
    "\n"
    "bob@example.net: Das Postfach des Empfängers ist voll und kann zurzeit keine Nachrichten annehmen.\n",
    BOUNCE_KIND_BOUNCE, BOUNCE_CAUSE_MAILBOX_FULL, "bob@example.net" },
  { "german/umlauts-lost",
    "Zustellung fehlgeschlagen\n"
    "\n"
    "bob@example.net: Empfaenger unbekannt\n",
    BOUNCE_KIND_BOUNCE, BOUNCE_CAUSE_ADDRESS_UNKNOWN, "bob@example.net" },
  { "german/delay",
    "Die Zustellung an folgende Empfänger oder Gruppen verzögert sich:\n"
    "\n"
    "bob@example.net\n"
    "\n"
    "Diese Nachricht wurde noch nicht zugestellt. Es wird weiterhin versucht, die Nachricht zuzustellen.\n",
    BOUNCE_KIND_DELAY, BOUNCE_CAUSE_UNKNOWN, "bob@example.net" },
  { "german/too-big",
    "Ihre Nachricht wurde nicht zugestellt.\n"
    "bob@example.net\n"
    "Die Nachricht ist zu groß.\n",
    BOUNCE_KIND_BOUNCE, BOUNCE_CAUSE_MESSAGE_TOO_BIG, "bob@example.net" },
  { "german/away",
    "From: Bob <bob@example.net>\n"
    "To: ann@example.org\n"
    "Subject: Abwesenheitsnotiz: Angebot\n"
    "\n"
    "Ich bin bis 5. Januar im Urlaub.\n",
    BOUNCE_KIND_AUTO_REPLY, BOUNCE_CAUSE_AUTO_REPLY, "bob@example.net" },
  { "german/person",
    "From: Bob <bob@example.net>\n"
    "To: ann@example.org\n"
    "Subject: Re: Angebot\n"
    "Content-Type: text/plain; charset=utf-8\n"
    "\n"
    "Hallo Ann, mein Postfach ist voll, die E-Mail konnte nicht zugestellt werden.\n"
    "Schick sie bitte nochmal.\n",
    BOUNCE_KIND_NOT_A_BOUNCE, BOUNCE_CAUSE_NOT_A_BOUNCE, NULL },
  { "french/exchange-full",
    "Échec de la remise pour ces destinataires ou groupes :\n"
    "\n"
    "bob@example.net\n"
    "La boîte aux lettres du destinataire est pleine et ne peut pas accepter de messages pour l’instant.\n",
    BOUNCE_KIND_BOUNCE, BOUNCE_CAUSE_MAILBOX_FULL, "bob@example.net" },
  { "french/unknown",
    "Votre message n'a pas pu être délivré à bob@example.net : utilisateur inconnu\n",
    BOUNCE_KIND_BOUNCE, BOUNCE_CAUSE_ADDRESS_UNKNOWN, "bob@example.net" },
  { "french/accents-lost",
    "Votre message n'a pas pu etre delivre a\n"
    "bob@example.net\n"
    "La boite de votre correspondant est pleine.\n",
    BOUNCE_KIND_BOUNCE, BOUNCE_CAUSE_MAILBOX_FULL, "bob@example.net" },
  { "french/delay",
    "La remise à ces destinataires ou groupes est retardée :\n"
    "\n"
    "bob@example.net\n"
    "\n"
    "Ce message n'a pas encore été remis.\n",
    BOUNCE_KIND_DELAY, BOUNCE_CAUSE_UNKNOWN, "bob@example.net" },
  { "french/away",
    "From: Bob <bob@example.net>\n"
    "To: ann@example.org\n"
    "Subject: =?utf-8?Q?R=C3=A9ponse_automatique?= : devis\n"
    "\n"
    "Je suis absent.\n",
    BOUNCE_KIND_AUTO_REPLY, BOUNCE_CAUSE_AUTO_REPLY, "bob@example.net" },
  { "french/person",
    "From: Bob <bob@example.net>\n"
    "To: ann@example.org\n"
    "Subject: Re: devis\n"
    "Content-Type: text/plain; charset=utf-8\n"
    "\n"
    "Bonjour, ma boîte aux lettres est pleine, votre message n'a pas pu être remis.\n"
    "Pouvez-vous le renvoyer ?\n",
    BOUNCE_KIND_NOT_A_BOUNCE, BOUNCE_CAUSE_NOT_A_BOUNCE, NULL },
  { "spanish/exchange-unknown",
    "No se pudo entregar a estos destinatarios o grupos:\n"
    "\n"
    "bob@example.net\n"
    "No se encontró la dirección de correo electrónico que ha especificado.\n",
    BOUNCE_KIND_BOUNCE, BOUNCE_CAUSE_ADDRESS_UNKNOWN, "bob@example.net" },
  { "spanish/full",
    "Su mensaje no pudo ser entregado.\n"
    "<bob@example.net>: el buzón está lleno\n",
    BOUNCE_KIND_BOUNCE, BOUNCE_CAUSE_MAILBOX_FULL, "bob@example.net" },
  { "spanish/delay",
    "La entrega a estos destinatarios o grupos se ha retrasado:\n"
    "\n"
    "bob@example.net\n"
    "\n"
    "Este mensaje aún no se ha entregado. Se seguirá intentando.\n",
    BOUNCE_KIND_DELAY, BOUNCE_CAUSE_UNKNOWN, "bob@example.net" },
  { "italian/exchange-unknown",
    "Il recapito non è riuscito per i seguenti destinatari o gruppi:\n"
    "\n"
    "bob@example.net\n"
    "Impossibile trovare l'indirizzo di posta elettronica immesso.\n",
    BOUNCE_KIND_BOUNCE, BOUNCE_CAUSE_ADDRESS_UNKNOWN, "bob@example.net" },
  { "italian/full",
    "Messaggio non consegnato\n"
    "bob@example.net: la casella è piena\n",
    BOUNCE_KIND_BOUNCE, BOUNCE_CAUSE_MAILBOX_FULL, "bob@example.net" },
  { "portuguese/exchange-unknown",
    "Falha na entrega a estes destinatários ou grupos:\n"
    "\n"
    "bob@example.net\n"
    "O endereço de email que você digitou não foi encontrado.\n",
    BOUNCE_KIND_BOUNCE, BOUNCE_CAUSE_ADDRESS_UNKNOWN, "bob@example.net" },
  { "portuguese/full",
    "Sua mensagem não pôde ser entregue a bob@example.net: caixa postal cheia\n",
    BOUNCE_KIND_BOUNCE, BOUNCE_CAUSE_MAILBOX_FULL, "bob@example.net" },
  { "dutch/exchange-unknown",
    "Uw bericht kan niet worden bezorgd bij de volgende geadresseerden of groepen:\n"
    "\n"
    "bob@example.net\n"
    "Het door u ingevoerde e-mailadres is niet gevonden.\n",
    BOUNCE_KIND_BOUNCE, BOUNCE_CAUSE_ADDRESS_UNKNOWN, "bob@example.net" },
  { "dutch/full",
    "Uw bericht kon niet worden afgeleverd.\n"
    "bob@example.net: mailbox is vol\n",
    BOUNCE_KIND_BOUNCE, BOUNCE_CAUSE_MAILBOX_FULL, "bob@example.net" },
  { "swedish/exchange-unknown",
    "Det gick inte att leverera till följande mottagare eller grupper:\n"
    "\n"
    "bob@example.net\n"
    "E-postadressen du angav hittades inte.\n",
    BOUNCE_KIND_BOUNCE, BOUNCE_CAUSE_ADDRESS_UNKNOWN, "bob@example.net" },
  { "danish/unknown",
    "Levering til disse modtagere eller grupper mislykkedes:\n"
    "\n"
    "bob@example.net\n"
    "Den angivne mailadresse blev ikke fundet.\n",
    BOUNCE_KIND_BOUNCE, BOUNCE_CAUSE_ADDRESS_UNKNOWN, "bob@example.net" },
  { "norwegian/full",
    "Meldingen kunne ikke leveres.\n"
    "bob@example.net: postboksen er full\n",
    BOUNCE_KIND_BOUNCE, BOUNCE_CAUSE_MAILBOX_FULL, "bob@example.net" },
  { "finnish/full",
    "Viestiä ei voitu toimittaa.\n"
    "bob@example.net: postilaatikko on täynnä\n",
    BOUNCE_KIND_BOUNCE, BOUNCE_CAUSE_MAILBOX_FULL, "bob@example.net" },
  { "polish/full",
    "Twoja wiadomość nie została dostarczona do bob@example.net: skrzynka odbiorcy jest przepełniona\n",
    BOUNCE_KIND_BOUNCE, BOUNCE_CAUSE_MAILBOX_FULL, "bob@example.net" },
  { "czech/full",
    "Zprávu se nepodařilo doručit.\n"
    "bob@example.net: schránka je plná\n",
    BOUNCE_KIND_BOUNCE, BOUNCE_CAUSE_MAILBOX_FULL, "bob@example.net" },
  { "russian/exchange-unknown",
    "Не удалось выполнить доставку следующим получателям или группам:\n"
    "\n"
    "bob@example.net\n"
    "Не удалось найти введенный электронный адрес.\n",
    BOUNCE_KIND_BOUNCE, BOUNCE_CAUSE_ADDRESS_UNKNOWN, "bob@example.net" },
  { "russian/full",
    "Ваше сообщение не доставлено\n"
    "bob@example.net: почтовый ящик переполнен\n",
    BOUNCE_KIND_BOUNCE, BOUNCE_CAUSE_MAILBOX_FULL, "bob@example.net" },
  { "ukrainian/full",
    "Не вдалося доставити повідомлення.\n"
    "bob@example.net: поштова скринька переповнена\n",
    BOUNCE_KIND_BOUNCE, BOUNCE_CAUSE_MAILBOX_FULL, "bob@example.net" },
  { "turkish/full",
    "İletiniz teslim edilemedi.\n"
    "bob@example.net: posta kutusu dolu\n",
    BOUNCE_KIND_BOUNCE, BOUNCE_CAUSE_MAILBOX_FULL, "bob@example.net" },
  { "japanese/exchange-unknown",
    "次の受信者またはグループへの配信に失敗しました:\n"
    "\n"
    "bob@example.net\n"
    "入力した電子メール アドレスが見つかりませんでした。\n",
    BOUNCE_KIND_BOUNCE, BOUNCE_CAUSE_ADDRESS_UNKNOWN, "bob@example.net" },
  { "japanese/full",
    "メールボックスの容量を超えているため配信できませんでした。\n"
    "bob@example.net\n",
    BOUNCE_KIND_BOUNCE, BOUNCE_CAUSE_MAILBOX_FULL, "bob@example.net" },
  { "japanese/run-on",
    "宛先bob@example.netは存在しないユーザーのため、メールを配信できませんでした。\n",
    BOUNCE_KIND_BOUNCE, BOUNCE_CAUSE_ADDRESS_UNKNOWN, "bob@example.net" },
  { "chinese/exchange-unknown",
    "传递到以下收件人或组失败:\n"
    "\n"
    "bob@example.net\n"
    "找不到您输入的电子邮件地址。\n",
    BOUNCE_KIND_BOUNCE, BOUNCE_CAUSE_ADDRESS_UNKNOWN, "bob@example.net" },
  { "chinese/full",
    "退信原因：收件人邮箱已满\n"
    "收件人：bob@example.net\n",
    BOUNCE_KIND_BOUNCE, BOUNCE_CAUSE_MAILBOX_FULL, "bob@example.net" },
  { "chinese/traditional",
    "您的郵件無法傳遞給下列收件者:\n"
    "bob@example.net\n"
    "使用者不存在\n",
    BOUNCE_KIND_BOUNCE, BOUNCE_CAUSE_ADDRESS_UNKNOWN, "bob@example.net" },
  { "korean/exchange-unknown",
    "다음 받는 사람 또는 그룹에게 배달하지 못했습니다:\n"
    "\n"
    "bob@example.net\n"
    "입력한 전자 메일 주소를 찾을 수 없습니다.\n",
    BOUNCE_KIND_BOUNCE, BOUNCE_CAUSE_ADDRESS_UNKNOWN, "bob@example.net" },
  { "korean/full",
    "메일함 용량 초과로 메일이 반송되었습니다. bob@example.net\n",
    BOUNCE_KIND_BOUNCE, BOUNCE_CAUSE_MAILBOX_FULL, "bob@example.net" },
  { "german/subject-alone",
    "From: postmaster@example.net\n"
    "To: ann@example.org\n"
    "Subject: Unzustellbar: Angebot\n"
    "Content-Type: text/plain; charset=utf-8\n"
    "\n"
    "bob@example.net\n",
    BOUNCE_KIND_BOUNCE, BOUNCE_CAUSE_UNKNOWN, "bob@example.net" },
  { "spanish/blocked",
    "No se ha podido entregar su mensaje a los siguientes destinatarios:\n"
    "\n"
    "bob@example.net\n"
    "\n"
    "El mensaje ha sido rechazado porque se considera correo no deseado.\n",
    BOUNCE_KIND_BOUNCE, BOUNCE_CAUSE_CONTENT_SPAM, "bob@example.net" },
  { "spanish/disabled",
    "Su mensaje no pudo ser entregado.\n"
    "<bob@example.net>: la cuenta está desactivada\n",
    BOUNCE_KIND_BOUNCE, BOUNCE_CAUSE_MAILBOX_DISABLED, "bob@example.net" },
  { "italian/delay",
    "La consegna ai seguenti destinatari o gruppi è in ritardo:\n"
    "\n"
    "bob@example.net\n"
    "\n"
    "Il messaggio non è ancora stato recapitato. Verranno effettuati altri tentativi di recapito.\n",
    BOUNCE_KIND_DELAY, BOUNCE_CAUSE_UNKNOWN, "bob@example.net" },
  { "italian/unknown",
    "Il tuo messaggio non è stato consegnato a bob@example.net: utente sconosciuto\n",
    BOUNCE_KIND_BOUNCE, BOUNCE_CAUSE_ADDRESS_UNKNOWN, "bob@example.net" },
  { "italian/too-big",
    "Impossibile recapitare il messaggio.\n"
    "bob@example.net\n"
    "Il messaggio è troppo grande.\n",
    BOUNCE_KIND_BOUNCE, BOUNCE_CAUSE_MESSAGE_TOO_BIG, "bob@example.net" },
  { "portuguese/unknown",
    "Não foi possível entregar a sua mensagem.\n"
    "bob@example.net: usuário desconhecido\n",
    BOUNCE_KIND_BOUNCE, BOUNCE_CAUSE_ADDRESS_UNKNOWN, "bob@example.net" },
  { "portuguese/delay",
    "A entrega para estes destinatários ou grupos está atrasada:\n"
    "\n"
    "bob@example.net\n"
    "\n"
    "Esta mensagem ainda não foi entregue. As tentativas de entrega continuarão.\n",
    BOUNCE_KIND_DELAY, BOUNCE_CAUSE_UNKNOWN, "bob@example.net" },
  { "portuguese/too-big",
    "Falha na entrega a estes destinatários ou grupos:\n"
    "\n"
    "bob@example.net\n"
    "A mensagem é muito grande.\n",
    BOUNCE_KIND_BOUNCE, BOUNCE_CAUSE_MESSAGE_TOO_BIG, "bob@example.net" },
  { "dutch/delay",
    "De bezorging bij deze geadresseerden of groepen is vertraagd:\n"
    "\n"
    "bob@example.net\n"
    "\n"
    "Dit bericht is nog niet bezorgd. Er wordt nog steeds geprobeerd het te bezorgen.\n",
    BOUNCE_KIND_DELAY, BOUNCE_CAUSE_UNKNOWN, "bob@example.net" },
  { "dutch/unknown",
    "Uw bericht kon niet worden bezorgd.\n"
    "bob@example.net: onbekende gebruiker\n",
    BOUNCE_KIND_BOUNCE, BOUNCE_CAUSE_ADDRESS_UNKNOWN, "bob@example.net" },
  { "dutch/too-big",
    "Uw bericht kon niet worden afgeleverd.\n"
    "bob@example.net\n"
    "Het bericht is te groot.\n",
    BOUNCE_KIND_BOUNCE, BOUNCE_CAUSE_MESSAGE_TOO_BIG, "bob@example.net" },
  { "swedish/full",
    "Ditt meddelande kunde inte levereras.\n"
    "bob@example.net: mottagarens postlåda är full\n",
    BOUNCE_KIND_BOUNCE, BOUNCE_CAUSE_MAILBOX_FULL, "bob@example.net" },
  { "swedish/delay",
    "Leveransen till följande mottagare eller grupper är fördröjd:\n"
    "\n"
    "bob@example.net\n"
    "\n"
    "Meddelandet har inte levererats än. Försök att leverera det fortsätter.\n",
    BOUNCE_KIND_DELAY, BOUNCE_CAUSE_UNKNOWN, "bob@example.net" },
  { "swedish/unknown",
    "Meddelandet kunde inte levereras till bob@example.net: okänd användare\n",
    BOUNCE_KIND_BOUNCE, BOUNCE_CAUSE_ADDRESS_UNKNOWN, "bob@example.net" },
  { "swedish/too-big",
    "Meddelandet kunde inte levereras.\n"
    "bob@example.net\n"
    "Meddelandet är för stort.\n",
    BOUNCE_KIND_BOUNCE, BOUNCE_CAUSE_MESSAGE_TOO_BIG, "bob@example.net" },
  { "polish/exchange-unknown",
    "Dostarczanie do następujących adresatów lub grup nie powiodło się:\n"
    "\n"
    "bob@example.net\n"
    "Nie można odnaleźć wprowadzonego adresu e-mail.\n",
    BOUNCE_KIND_BOUNCE, BOUNCE_CAUSE_ADDRESS_UNKNOWN, "bob@example.net" },
  { "polish/unknown",
    "Nie można dostarczyć wiadomości do bob@example.net: nie ma takiego użytkownika\n",
    BOUNCE_KIND_BOUNCE, BOUNCE_CAUSE_ADDRESS_UNKNOWN, "bob@example.net" },
  { "polish/delay",
    "Dostarczanie do następujących adresatów lub grup jest opóźnione:\n"
    "\n"
    "bob@example.net\n"
    "\n"
    "Wiadomość nie została jeszcze dostarczona. Próby dostarczenia będą kontynuowane.\n",
    BOUNCE_KIND_DELAY, BOUNCE_CAUSE_UNKNOWN, "bob@example.net" },
  { "polish/too-big",
    "Twoja wiadomość nie została dostarczona.\n"
    "bob@example.net\n"
    "Wiadomość jest zbyt duża.\n",
    BOUNCE_KIND_BOUNCE, BOUNCE_CAUSE_MESSAGE_TOO_BIG, "bob@example.net" },
  { "russian/unknown",
    "Сообщение не может быть доставлено.\n"
    "bob@example.net: пользователь не найден\n",
    BOUNCE_KIND_BOUNCE, BOUNCE_CAUSE_ADDRESS_UNKNOWN, "bob@example.net" },
  { "russian/spam",
    "Ваше письмо не доставлено получателю bob@example.net: сообщение отклонено как спам\n",
    BOUNCE_KIND_BOUNCE, BOUNCE_CAUSE_CONTENT_SPAM, "bob@example.net" },
  { "russian/delay",
    "Доставка следующим получателям или группам задерживается:\n"
    "\n"
    "bob@example.net\n"
    "\n"
    "Сообщение еще не доставлено. Попытки доставки будут продолжены.\n",
    BOUNCE_KIND_DELAY, BOUNCE_CAUSE_UNKNOWN, "bob@example.net" },
  { "turkish/exchange-unknown",
    "Şu alıcılara veya gruplara teslim edilemedi:\n"
    "\n"
    "bob@example.net\n"
    "Girdiğiniz e-posta adresi bulunamadı.\n",
    BOUNCE_KIND_BOUNCE, BOUNCE_CAUSE_ADDRESS_UNKNOWN, "bob@example.net" },
  { "turkish/unknown",
    "İletiniz bob@example.net adresine teslim edilemedi: kullanıcı bulunamadı\n",
    BOUNCE_KIND_BOUNCE, BOUNCE_CAUSE_ADDRESS_UNKNOWN, "bob@example.net" },
  { "turkish/too-big",
    "İletiniz teslim edilemedi.\n"
    "bob@example.net\n"
    "İleti çok büyük.\n",
    BOUNCE_KIND_BOUNCE, BOUNCE_CAUSE_MESSAGE_TOO_BIG, "bob@example.net" },
  { "turkish/delay",
    "Şu alıcılara veya gruplara teslim gecikti:\n"
    "\n"
    "bob@example.net\n"
    "\n"
    "Bu ileti henüz teslim edilmedi. Teslim etme denemeleri sürdürülecek.\n",
    BOUNCE_KIND_DELAY, BOUNCE_CAUSE_UNKNOWN, "bob@example.net" },
  { "japanese/too-big",
    "メールを配信できませんでした。\n"
    "bob@example.net\n"
    "メッセージのサイズが大きすぎます。\n",
    BOUNCE_KIND_BOUNCE, BOUNCE_CAUSE_MESSAGE_TOO_BIG, "bob@example.net" },
  { "japanese/delay",
    "次の受信者またはグループへの配信が遅れています:\n"
    "\n"
    "bob@example.net\n"
    "\n"
    "このメッセージはまだ配信されていません。配信は引き続き試行されます。\n",
    BOUNCE_KIND_DELAY, BOUNCE_CAUSE_UNKNOWN, "bob@example.net" },
  { "chinese/unknown",
    "您的邮件无法投递到以下收件人：\n"
    "bob@example.net\n"
    "该用户不存在\n",
    BOUNCE_KIND_BOUNCE, BOUNCE_CAUSE_ADDRESS_UNKNOWN, "bob@example.net" },
  { "chinese/spam",
    "您的邮件被退回。\n"
    "收件人：bob@example.net\n"
    "退信原因：邮件被判定为垃圾邮件\n",
    BOUNCE_KIND_BOUNCE, BOUNCE_CAUSE_CONTENT_SPAM, "bob@example.net" },
  { "korean/unknown",
    "메일을 전송하지 못했습니다.\n"
    "bob@example.net: 존재하지 않는 사용자입니다\n",
    BOUNCE_KIND_BOUNCE, BOUNCE_CAUSE_ADDRESS_UNKNOWN, "bob@example.net" },
  { "korean/too-big",
    "메일을 배달하지 못했습니다.\n"
    "bob@example.net\n"
    "메시지가 너무 큽니다.\n",
    BOUNCE_KIND_BOUNCE, BOUNCE_CAUSE_MESSAGE_TOO_BIG, "bob@example.net" },
  { "korean/delay",
    "다음 받는 사람 또는 그룹에 대한 배달이 지연되었습니다:\n"
    "\n"
    "bob@example.net\n"
    "\n"
    "이 메시지는 아직 배달되지 않았습니다. 계속해서 배달을 시도합니다.\n",
    BOUNCE_KIND_DELAY, BOUNCE_CAUSE_UNKNOWN, "bob@example.net" },
};

static void
test_case (gconstpointer data)
{
  const Case *row = data;
  g_autoptr (GBytes) bytes = g_bytes_new_static (row->text, strlen (row->text));
  g_autoptr (GError) error = NULL;
  g_autoptr (BounceReport) report =
    bounce_decode_message (bytes, BOUNCE_DECODE_DEFAULT, &error);

  g_assert_no_error (error);
  g_assert_cmpstr (bounce_kind_to_string (bounce_report_get_kind (report)),
                   ==,
                   bounce_kind_to_string (row->kind));
  g_assert_cmpstr (bounce_cause_to_string (bounce_report_get_verdict (report)->cause),
                   ==,
                   bounce_cause_to_string (row->cause));

  if (row->address == NULL)
    {
      g_assert_cmpuint (bounce_report_get_n_recipients (report), ==, 0);
      return;
    }

  g_assert_cmpuint (bounce_report_get_n_recipients (report), ==, 1);
  g_assert_cmpstr (bounce_report_get_recipient (report, 0)->address, ==, row->address);
}

int
main (int   argc,
      char *argv[])
{
  g_test_init (&argc, &argv, NULL);

  for (guint i = 0; i < G_N_ELEMENTS (cases); i++)
    {
      g_autofree char *path = g_strdup_printf ("/languages/%s", cases[i].name);

      g_test_add_data_func (path, &cases[i], test_case);
    }

  return g_test_run ();
}
