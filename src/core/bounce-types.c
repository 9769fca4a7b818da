/* SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors */
#define G_LOG_DOMAIN "bounce-core"

#include "config.h"

#include "bounce-types.h"

static const char *const kind_names[BOUNCE_N_KINDS] = {
  "not-a-bounce", "bounce", "delay", "success-report", "auto-reply",
  "read-receipt", "spam-complaint", "list-rejection", "send-error",
  "backscatter", "fake-bounce",
};

static const BounceSeverity kind_severities[BOUNCE_N_KINDS] = {
  [BOUNCE_KIND_NOT_A_BOUNCE] = BOUNCE_SEVERITY_INFO,
  [BOUNCE_KIND_BOUNCE] = BOUNCE_SEVERITY_PERMANENT,
  [BOUNCE_KIND_DELAY] = BOUNCE_SEVERITY_TEMPORARY,
  [BOUNCE_KIND_SUCCESS_REPORT] = BOUNCE_SEVERITY_SUCCESS,
  [BOUNCE_KIND_AUTO_REPLY] = BOUNCE_SEVERITY_INFO,
  [BOUNCE_KIND_READ_RECEIPT] = BOUNCE_SEVERITY_INFO,
  [BOUNCE_KIND_SPAM_COMPLAINT] = BOUNCE_SEVERITY_INFO,
  [BOUNCE_KIND_LIST_REJECTION] = BOUNCE_SEVERITY_PERMANENT,
  [BOUNCE_KIND_SEND_ERROR] = BOUNCE_SEVERITY_PERMANENT,
  [BOUNCE_KIND_BACKSCATTER] = BOUNCE_SEVERITY_SUSPICIOUS,
  [BOUNCE_KIND_FAKE_BOUNCE] = BOUNCE_SEVERITY_SUSPICIOUS,
};

static const char *const severity_names[BOUNCE_N_SEVERITIES] = {
  "info", "success", "temporary", "permanent", "suspicious",
};

static const char *const party_names[BOUNCE_N_PARTIES] = {
  "unclear", "you", "your-provider", "recipient", "their-provider", "nobody",
  "third-party",
};

static const char *const stop_names[BOUNCE_N_STOPS] = {
  "unknown", "your-device", "your-server", "between", "their-server",
  "their-mailbox", "arrived",
};

static const char *const cause_names[BOUNCE_N_CAUSES] = {
  "unknown", "address-unknown", "address-syntax", "address-ambiguous",
  "address-moved", "domain-unknown", "domain-accepts-no-mail",
  "recipient-refused", "mailbox-full", "mailbox-disabled",
  "recipient-blocked-sender", "sender-not-permitted", "list-posting-refused",
  "message-too-big", "content-spam", "content-virus", "attachment-refused",
  "message-malformed", "encoding-unsupported", "policy-refused",
  "sender-refused", "login-required", "login-failed", "sending-limit",
  "relay-denied", "server-blocklisted", "server-reputation",
  "reverse-dns-missing", "authentication-failed", "tls-required",
  "suppressed", "protocol-error", "rate-limited", "greylisted",
  "too-many-recipients", "no-answer", "dns-failure", "routing-error",
  "tls-failed", "system-full", "system-error", "expired", "mail-loop",
  "delivery-program-failed", "delivered", "relayed", "expanded",
  "auto-reply", "read", "complaint", "not-a-bounce", "never-sent", "fake",
};

static const char *const confidence_names[BOUNCE_N_CONFIDENCES] = {
  "unclear", "likely", "certain",
};

static const char *const action_names[BOUNCE_N_ACTIONS] = {
  NULL, "failed", "delayed", "delivered", "relayed", "expanded",
};

static const char *const ip_role_names[BOUNCE_N_IP_ROLES] = {
  "mentioned", "your-device", "your-server", "recipient-server", "reporter",
  "forger", "private",
};

static const char *const evidence_names[BOUNCE_N_EVIDENCES] = {
  "reply-code", "enhanced-code", "phrase", "provider", "field", "address",
  "ip",
};

/**
 * bounce_kind_to_string:
 * @kind: a kind
 *
 * Returns: (transfer none): its identifier, for programs
 */
const char *
bounce_kind_to_string (BounceKind kind)
{
  g_return_val_if_fail (kind < BOUNCE_N_KINDS, NULL);

  return kind_names[kind];
}

/**
 * bounce_kind_get_severity:
 * @kind: a kind
 *
 * Returns: the severity that always goes with it
 */
BounceSeverity
bounce_kind_get_severity (BounceKind kind)
{
  g_return_val_if_fail (kind < BOUNCE_N_KINDS, BOUNCE_SEVERITY_INFO);

  return kind_severities[kind];
}

/**
 * bounce_severity_to_string:
 * @severity: a severity
 *
 * Returns: (transfer none): its identifier, for programs
 */
const char *
bounce_severity_to_string (BounceSeverity severity)
{
  g_return_val_if_fail (severity < BOUNCE_N_SEVERITIES, NULL);

  return severity_names[severity];
}

/**
 * bounce_party_to_string:
 * @party: a party
 *
 * Returns: (transfer none): its identifier, for programs
 */
const char *
bounce_party_to_string (BounceParty party)
{
  g_return_val_if_fail (party < BOUNCE_N_PARTIES, NULL);

  return party_names[party];
}

/**
 * bounce_stop_to_string:
 * @stop: a stop on the path
 *
 * Returns: (transfer none): its identifier, for programs
 */
const char *
bounce_stop_to_string (BounceStop stop)
{
  g_return_val_if_fail (stop < BOUNCE_N_STOPS, NULL);

  return stop_names[stop];
}

/**
 * bounce_cause_to_string:
 * @cause: a cause
 *
 * Returns: (transfer none): its identifier, for programs
 */
const char *
bounce_cause_to_string (BounceCause cause)
{
  g_return_val_if_fail (cause < BOUNCE_N_CAUSES, NULL);

  return cause_names[cause];
}

/**
 * bounce_confidence_to_string:
 * @confidence: a confidence
 *
 * Returns: (transfer none): its identifier, for programs
 */
const char *
bounce_confidence_to_string (BounceConfidence confidence)
{
  g_return_val_if_fail (confidence < BOUNCE_N_CONFIDENCES, NULL);

  return confidence_names[confidence];
}

/**
 * bounce_action_to_string:
 * @action: an action
 *
 * Returns: (transfer none) (nullable): its identifier, for programs; %NULL
 *   for %BOUNCE_ACTION_NONE
 */
const char *
bounce_action_to_string (BounceAction action)
{
  g_return_val_if_fail (action < BOUNCE_N_ACTIONS, NULL);

  return action_names[action];
}

/**
 * bounce_ip_role_to_string:
 * @role: a role
 *
 * Returns: (transfer none): its identifier, for programs
 */
const char *
bounce_ip_role_to_string (BounceIpRole role)
{
  g_return_val_if_fail (role < BOUNCE_N_IP_ROLES, NULL);

  return ip_role_names[role];
}

/**
 * bounce_evidence_to_string:
 * @what: a kind of evidence
 *
 * Returns: (transfer none): its identifier, for programs
 */
const char *
bounce_evidence_to_string (BounceEvidenceWhat what)
{
  g_return_val_if_fail (what < BOUNCE_N_EVIDENCES, NULL);

  return evidence_names[what];
}
