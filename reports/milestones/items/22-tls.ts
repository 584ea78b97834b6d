import { cases, milestone, partly, shown, test } from '../milestone-data.ts'

export default milestone(22, 'TLS', {
  'm22.scope.01':
    'Our own handshake of TLS 1.2 completes with OpenSSL in both roles, and its key schedule gives the published vectors.',
  'm22.scope.02': partly(
    'The server picks the first suite of its list that the client offers, and refuses when there is none.',
    'shown of our HTTP/2 server on the TLS of Node; a handshake of our own is missing',
    cases('http2/mandatory-cipher-suite'),
    cases('http2/permitted-cipher-suite'),
    cases('http2/http2-on-prohibited-cipher-suite')
  ),
  'm22.scope.03':
    'X.509 certificates are read with names, times, keys and extensions, as openssl x509 shows them.',
  'm22.scope.04':
    'A chain is built and checked by RFC 5280, and agrees with OpenSSL on a corpus of good and bad ones.',
  'm22.scope.05': 'Sessions are kept in a bounded cache, by identifier, and leave it in time.',
  'm22.scope.06': 'A handshake is resumed by identifier, by ticket and by pre-shared key.',
  'm22.scope.07': partly(
    'Renegotiation is done with the secure extension, or refused without ending the connection.',
    'our server refuses it; carrying it out ourselves is missing',
    cases('http2/tls-renegotiation'),
    test('conformance/rfc9113/9.2-tls.test.ts', 'TLS: each case is violated by a server')
  ),
  'm22.scope.08':
    'A stapled OCSP answer is asked for, checked and shown; one that is old or of another certificate is refused.',
  'm22.scope.09': 'Each alert that can be received ends, or does not end, the connection as RFC 8446 says.',
  'm22.scope.10': partly(
    'The server_name of a client selects the certificate, and an unknown name gets the default or an alert, as was chosen.',
    'that a name is sent and taken is shown; choosing a certificate by it is missing',
    cases('http2/server-name-not-taken'),
    cases('http2/client/no-server-name')
  ),
  'm22.scope.11': 'The time of each flight of a handshake is reported.',
  'm22.scope.12':
    'A page names each attack on TLS that is known by name, whether it applies, and what shows that.',
  'm22.explore.01': 'CPU time for a handshake is compared between RSA and ECDSA keys and between groups.',
  'm22.explore.02': 'Full and resumed handshakes are compared by round trips, octets and CPU time.',
  'm22.explore.03':
    'The time of a handshake is broken down into signature, key exchange, hashing and the rest.',
  'm22.explore.04':
    'TLS 1.2 and 1.3 are compared by round trips and octets until the first octet of an answer.',
  'm22.explore.05': 'Octets a second of each cipher are measured for records of 16 octets to 16 KiB.',
  'm22.explore.06':
    'A hundred chains, each wrong in one way, are shown with the verdict of ours and of OpenSSL.',
  'm22.explore.07':
    'The share of resumed handshakes is plotted against the life of a session for a recorded pattern of clients.',
  'm22.observe.01': 'A histogram shows the time of full and of resumed handshakes.',
  'm22.observe.02': 'Resumptions are counted by way, with the reasons for which others were full.',
  'm22.observe.03': 'CPU time of handshakes and of records is reported apart.',
  'm22.observe.04': 'Suites, groups and versions that were negotiated are counted.',
  'm22.observe.05': 'The time to check a chain is reported by its length.',
  'm22.observe.06': 'Memory for a connection during and after the handshake is reported.',
  'm22.failure.01':
    'A certificate that is expired, for another name, self-signed, revoked or wrongly signed is refused with its own alert.',
  'm22.failure.02': partly(
    'A handshake that someone made weaker (version, suite, group) is noticed and ended.',
    'versions and suites too weak for HTTP/2 are refused; tampering on the way is not tried',
    cases('http2/client/tls-1.0'),
    cases('http2/client/tls-1.1'),
    cases('http2/client/prohibited-cipher-suite-*'),
    cases('http2/http2-on-prohibited-cipher-suite')
  ),
  'm22.failure.03': shown(
    'A client cannot renegotiate with our server on TLS 1.2: what it asks for is refused.',
    cases('http2/tls-renegotiation'),
    test('test/reference-over-tls.test.ts', 'sound over TLS')
  ),
  'm22.failure.04': 'A session or ticket that was stolen, altered or replayed is not resumed.',
  'm22.failure.05':
    'For each alert a capture shows that we send it where the RFC says, and react to it as it says.',
  'm22.failure.06':
    'A record with one bit changed anywhere ends the connection with bad_record_mac and no octet of it is handed on.',
  'm22.exit.01': 'Handshakes of ours succeed with OpenSSL, curl and a browser, in TLS 1.2 and 1.3.',
  'm22.exit.02':
    'At least 1,000 full handshakes a second on one core of a named machine, and at least 0.5 × OpenSSL in the same run.',
  'm22.exit.03':
    'On the corpus of chains our verdict is that of OpenSSL, or the difference is explained by a sentence of RFC 5280.',
  'm22.exit.04':
    'At least 99 % of attempts to resume within the life of a session succeed, and none after it.',
  'm22.exit.05': 'tlsfuzzer’s and BoringSSL’s applicable cases pass, or the one we read otherwise is named.'
})
