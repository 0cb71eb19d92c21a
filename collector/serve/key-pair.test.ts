import { X509Certificate } from 'node:crypto'
import { symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import { certificateFiles, makeCertificate } from './certificate.test-kit.ts'
import { isNameOf } from './host-names.ts'
import { readKeyPair } from './key-pair.ts'
import type { KeyPairFiles } from './key-pair.ts'

async function whyNot(files: KeyPairFiles): Promise<string> {
  const result = await readKeyPair(files)
  return result.ok ? 'taken' : result.why
}

describe('a certificate with its key', () => {
  it.each(['ec', 'rsa'] as const)('of %s is taken', async (key) => {
    const result = await readKeyPair(certificateFiles({ key }))
    expect(result).toMatchObject({ ok: true, pair: { certificate: expect.any(X509Certificate) } })
  })

  it('is taken through links, with further certificates after it', async () => {
    const files = certificateFiles()
    const chain = join(dirname(files.cert), 'fullchain.pem')
    const link = join(dirname(files.cert), 'link.pem')
    writeFileSync(chain, (await pemOf(files)) + makeCertificate({ commonName: 'CA' }).cert)
    symlinkSync(chain, link)
    expect(await whyNot({ ...files, cert: link })).toBe('taken')
  })

  it('is refused where one of the files is missing, a folder, too large or nothing in PEM', async () => {
    const files = certificateFiles()
    const folder = dirname(files.cert)
    const large = join(folder, 'large.pem')
    writeFileSync(large, 'x'.repeat(1024 * 1024 + 1))
    const text = join(folder, 'text.pem')
    writeFileSync(text, 'no PEM')
    expect([
      await whyNot({ ...files, cert: '/nowhere/cert.pem' }),
      await whyNot({ ...files, key: folder }),
      await whyNot({ ...files, cert: large }),
      await whyNot({ ...files, cert: text }),
      await whyNot({ ...files, key: text }),
      await whyNot({ ...files, key: files.cert }),
    ]).toEqual([
      '--tls-cert /nowhere/cert.pem is not there.',
      `--tls-key ${folder} is not a file.`,
      `--tls-cert ${large} is over 1 MiB, and so no PEM file.`,
      `--tls-cert ${text} holds no certificate in PEM (-----BEGIN CERTIFICATE-----).`,
      `--tls-key ${text} holds no private key in PEM (-----BEGIN PRIVATE KEY-----).`,
      `--tls-key ${files.cert} holds no private key in PEM (-----BEGIN PRIVATE KEY-----).`,
    ])
  })

  it('is refused where the key is of another, without a word of what the key is', async () => {
    const files = certificateFiles()
    const { key } = makeCertificate()
    writeFileSync(files.key, key)
    const why = await whyNot(files)
    expect(why).toBe(`--tls-key ${files.key} does not belong to the first certificate in ${files.cert}.`)
    expect(why).not.toContain(key.split('\n')[1])
  })

  it('is refused where the key is locked by a passphrase', async () => {
    const files = certificateFiles()
    writeFileSync(
      files.key,
      '-----BEGIN ENCRYPTED PRIVATE KEY-----\nMIIB\n-----END ENCRYPTED PRIVATE KEY-----\n',
    )
    expect(await whyNot(files)).toBe(
      `--tls-key ${files.key} is locked by a passphrase; give one without, readable by us alone.`,
    )
  })

  it('is refused where the key is too short for today', async () => {
    const files = certificateFiles({ key: 'short-rsa' })
    expect(await whyNot(files)).toContain(`TLS cannot be served with ${files.cert}`)
  })

  it('is refused where the system does not let us read it', async () => {
    const files = certificateFiles()
    const loop = join(dirname(files.key), 'loop.pem')
    symlinkSync(loop, loop)
    expect(await whyNot({ ...files, key: loop })).toBe(
      `--tls-key ${loop} cannot be read; check who may read it.`,
    )
  })
})

async function pemOf(files: KeyPairFiles): Promise<string> {
  const result = await readKeyPair(files)
  if (!result.ok) throw new Error(result.why)
  return result.pair.cert
}

const names = ['monitor.example', '*.vpn.example', 'Besar.Example']

describe('the names of a certificate', () => {
  const certificate = new X509Certificate(makeCertificate({ names, commonName: 'common.example' }).cert)

  it.each(['monitor.example', 'a.vpn.example', 'besar.example'])('%s is one', (name) =>
    expect(isNameOf(certificate, name)).toBe(true),
  )
  it.each([
    'evilmonitor.example',
    'monitor.example.evil.tld',
    'a.monitor.example',
    'vpn.example',
    'a.b.vpn.example',
    'example',
    'common.example',
    'localhost',
  ])('%s is not', (name) => expect(isNameOf(certificate, name)).toBe(false))

  it('are its CN where it has no other', () => {
    const old = new X509Certificate(makeCertificate({ names: [], commonName: 'common.example' }).cert)
    expect(isNameOf(old, 'common.example')).toBe(true)
    expect(isNameOf(old, 'monitor.example')).toBe(false)
  })
})
