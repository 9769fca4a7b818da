-- SPDX-License-Identifier: GPL-3.0-or-later · Copyright The Bounceback authors

setSecurityPollSuffix("")     -- it would ask its makers about itself
setLocal("127.0.0.1:5301")
setUDPTimeout(1)
newServer({address="127.0.0.1:5300", checkName="2.0.0.127.health.bl.test.", checkInterval=1})
addDOHLocal("127.0.0.1:8453", "@T@/chain.pem", "@T@/srv.key", "/dns-query")

-- What was asked, for the proof that nothing was.
addAction(AllRule(), LogAction("@T@/dnsdist.queries", false, true, false))

addAction("slow.bl.test.", DelayAction(300))      -- over UDP alone: seen through unbound
addAction("servfail.bl.test.", RCodeAction(DNSRCode.SERVFAIL))
addAction("nodata.bl.test.", RCodeAction(DNSRCode.NOERROR))
addAction("drop.bl.test.", DropAction())          -- HTTP 403
addAction("cname.bl.test.", SpoofCNAMEAction("2.0.0.127.ok.bl.test."))
addAction(AndRule({makeRule("short.bl.test."), QTypeRule(DNSQType.A)}),
          SpoofRawAction("\127\000\000"))
addAction(AndRule({makeRule("4.3.2.1.bigtxt.bl.test."), QTypeRule(DNSQType.TXT)}),
          SpoofRawAction("\255" .. string.rep("A", 255) .. "\004tail"))
addAction(AndRule({makeRule("null.mail.test."), QTypeRule(DNSQType.MX)}),
          SpoofRawAction("\000\000\000"))
addAction(AndRule({makeRule("six.mail.test."), QTypeRule(DNSQType.AAAA)}),
          SpoofRawAction("\032\001\013\008\000\000\000\000\000\000\000\000\000\000\000\001"))
-- Hidden by the service itself, which has no zone to show.
addAction("hidden.mail.test.", RCodeAction(DNSRCode.NXDOMAIN))
addAction(makeRule("null.mail.test."), RCodeAction(DNSRCode.NOERROR))
addAction(makeRule("six.mail.test."), RCodeAction(DNSRCode.NOERROR))
