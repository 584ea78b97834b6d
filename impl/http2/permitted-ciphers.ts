/**
 * OpenSSL's names: those of TLS 1.3, and of TLS 1.2 only suites with ephemeral keys and AEAD, since the others stand in
 * Appendix A (section 9.2.2). ECDHE-RSA-AES128-GCM-SHA256 is the one that every deployment must support.
 */
export const PERMITTED_CIPHERS = [
  'TLS_AES_128_GCM_SHA256',
  'TLS_AES_256_GCM_SHA384',
  'TLS_CHACHA20_POLY1305_SHA256',
  'ECDHE-ECDSA-AES128-GCM-SHA256',
  'ECDHE-RSA-AES128-GCM-SHA256',
  'ECDHE-ECDSA-AES256-GCM-SHA384',
  'ECDHE-RSA-AES256-GCM-SHA384',
  'ECDHE-ECDSA-CHACHA20-POLY1305',
  'ECDHE-RSA-CHACHA20-POLY1305'
].join(':')
