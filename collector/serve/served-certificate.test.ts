import { renameSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { describe, expect, it } from 'vitest'
import type { Log } from '../log.ts'
import { certificateFiles, makeCertificate, writeCertificate } from './certificate.test-kit.ts'
import type { Wanted } from './certificate.test-kit.ts'
import { FakeClock, startedAt } from './fake-deps.test-kit.ts'
import { ServedCertificate } from './served-certificate.ts'

const day = 86_400_000

async function serve(wanted: Wanted = {}) {
  const files = certificateFiles(wanted)
  const told: { event: string; [fact: string]: unknown }[] = []
  const tell = (event: string, facts: object = {}) => void told.push({ event, ...facts })
  const log: Log = { debug: tell, info: tell, warn: tell, error: tell }
  const clock = new FakeClock()
  const certificate = await ServedCertificate.open({ files, clock, log })
  const look = async (times: number) => {
    for (let n = 0; n < times; n++) await certificate.look()
  }
  return { files, told, clock, certificate, look }
}

describe('a certificate that is served', () => {
  it('is not opened where it cannot be served with', async () => {
    const files = { cert: '/nowhere/cert.pem', key: '/nowhere/key.pem' }
    const { clock, certificate } = await serve()
    certificate.stop()
    await expect(
      ServedCertificate.open({ files, clock, log: { debug() {}, info() {}, warn() {}, error() {} } }),
    ).rejects.toThrow('--tls-cert /nowhere/cert.pem is not there.')
  })

  it('stays while its files do, with nothing said', async () => {
    const { certificate, look, told } = await serve()
    const before = certificate.options
    await look(3)
    expect(certificate.options).toEqual(before)
    expect(told).toEqual([])
  })

  it('is another one once its files have been others for two looks', async () => {
    const { files, certificate, look, told } = await serve()
    expect(certificate.isFor('new.example')).toBe(false)
    writeCertificate(files, { names: ['new.example'] })
    await look(1)
    expect(certificate.isFor('new.example')).toBe(false)
    await look(1)
    expect(certificate.isFor('new.example')).toBe(true)
    expect(told).toEqual([expect.objectContaining({ event: 'certificate-taken', names: 'DNS:new.example' })])
    expect(JSON.stringify(told)).not.toContain('PRIVATE')
  })

  it('follows a link that is set to other files, as certbot and Kubernetes do', async () => {
    const { files, certificate, look } = await serve()
    const others = certificateFiles({ names: ['new.example'] })
    for (const name of ['cert', 'key'] as const) {
      const link = join(dirname(files[name]), 'link')
      symlinkSync(others[name], link)
      renameSync(link, files[name])
    }
    await look(2)
    expect(certificate.isFor('new.example')).toBe(true)
  })

  it('stays where the new pair does not fit, which is told once, and is replaced when it does', async () => {
    const { files, certificate, look, told } = await serve()
    const { cert, key } = makeCertificate({ names: ['new.example'] })
    writeFileSync(files.cert, cert)
    await look(4)
    expect(certificate.isFor('monitor.example')).toBe(true)
    expect(told).toEqual([
      {
        event: 'certificate-refused',
        why: `--tls-key ${files.key} does not belong to the first certificate in ${files.cert}.`,
        inForce: 'the one before',
      },
    ])
    writeFileSync(files.key, key)
    await look(2)
    expect(certificate.isFor('new.example')).toBe(true)
  })

  it('stays while a file is away', async () => {
    const { files, certificate, look, told } = await serve()
    rmSync(files.key)
    await look(3)
    expect(certificate.isFor('monitor.example')).toBe(true)
    expect(told).toMatchObject([{ event: 'certificate-refused' }])
  })

  it('warns fourteen days before its end, and when that has come, once each', async () => {
    const { clock, look, told } = await serve({ to: new Date(startedAt + 20 * day) })
    await look(2)
    expect(told).toEqual([])
    clock.advance(7 * day)
    await look(2)
    clock.advance(14 * day)
    await look(2)
    expect(told).toEqual([
      expect.objectContaining({ event: 'certificate', is: 'ends-soon' }),
      expect.objectContaining({ event: 'certificate', is: 'expired' }),
    ])
  })

  it.each([
    ['expired', { from: new Date('2020-01-01'), to: new Date('2021-01-01') }],
    ['not-yet-valid', { from: new Date('2048-01-01'), to: new Date('2049-01-01') }],
  ])('that is %s is served with a warning', async (is, wanted) => {
    const { certificate, told } = await serve(wanted)
    expect(told).toMatchObject([{ event: 'certificate', is, from: wanted.from.toISOString() }])
    expect(certificate.options.cert).toContain('BEGIN CERTIFICATE')
  })
})
