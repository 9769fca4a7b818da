/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#pragma once

#include "bounce-checks.h"
#include "bounce-question.h"

G_BEGIN_DECLS

#define BOUNCE_TYPE_CHECKER (bounce_checker_get_type ())
G_DECLARE_FINAL_TYPE (BounceChecker, bounce_checker, BOUNCE, CHECKER, GObject)

BounceChecker  *bounce_checker_new          (GSettings          *settings);
GSettings      *bounce_checker_get_settings (BounceChecker      *self);
BounceChecks   *bounce_checker_get_checks   (BounceChecker      *self);
BounceQuestion *bounce_checker_get_question (BounceChecker      *self,
                                             BounceQuestionKind  kind,
                                             const char         *subject);
void            bounce_checker_ask          (BounceChecker      *self,
                                             BounceQuestion     *question,
                                             BounceServices      services);
void            bounce_checker_cancel       (BounceChecker      *self,
                                             BounceQuestion     *question);
void            bounce_checker_cancel_all   (BounceChecker      *self);

G_END_DECLS
