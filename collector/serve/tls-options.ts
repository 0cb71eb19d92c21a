import { constants } from 'node:crypto'
import type { SecureContextOptions } from 'node:tls'
import type { KeyPair } from './key-pair.ts'

/**
 * Forward secrecy and authenticated encryption only: the three of TLS 1.3, and of TLS 1.2 what RFC 9325 (section 4.2)
 * recommends with its ChaCha20 kin.
 */
const ciphers = [
  'TLS_AES_256_GCM_SHA384',
  'TLS_CHACHA20_POLY1305_SHA256',
  'TLS_AES_128_GCM_SHA256',
  'ECDHE-ECDSA-AES128-GCM-SHA256',
  'ECDHE-RSA-AES128-GCM-SHA256',
  'ECDHE-ECDSA-AES256-GCM-SHA384',
  'ECDHE-RSA-AES256-GCM-SHA384',
  'ECDHE-ECDSA-CHACHA20-POLY1305',
  'ECDHE-RSA-CHACHA20-POLY1305',
].join(':')

/** Whatever Node was told on its own command line or in NODE_OPTIONS, nothing older than TLS 1.2. */
export function tlsOptions({ cert, key }: KeyPair): SecureContextOptions {
  return {
    cert,
    key,
    ciphers,
    honorCipherOrder: true,
    minVersion: 'TLSv1.2',
    secureOptions: constants.SSL_OP_NO_RENEGOTIATION,
  }
}
