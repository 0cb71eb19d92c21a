/** A certificate with its key, read from files and looked at before anybody is served with it. */
import { createPrivateKey, X509Certificate } from 'node:crypto'
import { open } from 'node:fs/promises'
import { createSecureContext } from 'node:tls'

/** Paths of two PEM files. */
export interface KeyPairFiles {
  /** The server's certificate first, then those between it and the root. */
  cert: string
  key: string
}

/** The key is a secret: it goes to TLS, and nowhere else. */
export interface KeyPair {
  cert: string
  key: string
  certificate: X509Certificate
}

const largestBytes = 1024 * 1024

/** `why` is a sentence for the operator, which names files and never what stands in them. */
export type KeyPairResult = { ok: true; pair: KeyPair } | { ok: false; why: string }

export async function readKeyPair(files: KeyPairFiles): Promise<KeyPairResult> {
  const [cert, key] = await Promise.all([readPem('--tls-cert', files.cert), readPem('--tls-key', files.key)])
  if (!cert.ok) return cert
  if (!key.ok) return key
  const certificate = parsed(() => new X509Certificate(cert.text))
  if (certificate === null)
    return fault(`--tls-cert ${files.cert} holds no certificate in PEM (-----BEGIN CERTIFICATE-----).`)
  if (/-----BEGIN ENCRYPTED|Proc-Type: 4,ENCRYPTED/.test(key.text))
    return fault(`--tls-key ${files.key} is locked by a passphrase; give one without, readable by us alone.`)
  const secret = parsed(() => createPrivateKey(key.text))
  if (secret === null)
    return fault(`--tls-key ${files.key} holds no private key in PEM (-----BEGIN PRIVATE KEY-----).`)
  if (!certificate.checkPrivateKey(secret))
    return fault(`--tls-key ${files.key} does not belong to the first certificate in ${files.cert}.`)
  // OpenSSL has its own opinion, of keys that are too short for instance.
  if (parsed(() => createSecureContext({ cert: cert.text, key: key.text })) === null)
    return fault(
      `TLS cannot be served with ${files.cert}: give a chain of whole certificates and a key of today's ` +
        'strength (RSA of 2048 bits or more, or ECDSA P-256).',
    )
  return { ok: true, pair: { cert: cert.text, key: key.text, certificate } }
}

async function readPem(
  option: string,
  path: string,
): Promise<{ ok: true; text: string } | { ok: false; why: string }> {
  try {
    await using file = await open(path)
    const stats = await file.stat()
    if (!stats.isFile()) return fault(`${option} ${path} is not a file.`)
    if (stats.size > largestBytes) return fault(`${option} ${path} is over 1 MiB, and so no PEM file.`)
    return { ok: true, text: await file.readFile('utf8') }
  } catch (error) {
    const isMissing = error instanceof Error && 'code' in error && error.code === 'ENOENT'
    return fault(
      `${option} ${path} ${isMissing ? 'is not there.' : 'cannot be read; check who may read it.'}`,
    )
  }
}

function parsed<T>(parse: () => T): T | null {
  try {
    return parse()
  } catch {
    return null
  }
}

function fault(why: string): { ok: false; why: string } {
  return { ok: false, why }
}
