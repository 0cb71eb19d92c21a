import { describe, expect, it } from 'vitest'
import { readArguments, usage } from './arguments.ts'

function run(...argv: string[]) {
  const read = readArguments(argv)
  if (!('run' in read)) throw new Error(read.say)
  return read.run
}

function fault(...argv: string[]): string {
  const read = readArguments(argv)
  if ('run' in read) throw new Error('was understood')
  expect(read.exitCode).toBe(2)
  expect(read.say.endsWith(`\n\n${usage}`)).toBe(true)
  return read.say.slice(0, read.say.indexOf('\n\n'))
}

describe('the command line', () => {
  it('says nothing, and the collector watches devices.yaml for this machine alone', () => {
    expect(run()).toEqual({
      devices: 'devices.yaml',
      data: 'data',
      key: null,
      host: '127.0.0.1',
      port: 8080,
      tls: null,
      proxies: [],
      names: [],
      trap: { address: null, ports: [162, 10_162] },
    })
  })

  it('names keys and certificate, proxies and names', () => {
    expect(run('--key', '/run/credentials/secrets.key').key).toBe('/run/credentials/secrets.key')
    const argv = ['--listen', '[::]:8443', '--tls-cert', 'cert.pem', '--tls-key', '/etc/tls/key.pem']
    expect(
      run(...argv, '--proxy', '::ffff:10.0.0.5', '--proxy', '2001:DB8::5', '--name', 'Monitor.Example.go.id'),
    ).toMatchObject({
      host: '::',
      port: 8443,
      tls: { cert: 'cert.pem', key: '/etc/tls/key.pem' },
      proxies: ['10.0.0.5', '2001:db8::5'],
      names: ['monitor.example.go.id'],
    })
  })

  it('says where traps are listened for', () => {
    expect(run('--trap-port', 'off', '--trap-listen', '10.0.0.5').trap).toBeNull()
    expect(run('--trap-port', '0').trap).toEqual({ address: null, ports: [0] })
    expect(run('--trap-port', '1162', '--trap-listen', '2001:DB8::5').trap).toEqual({
      address: '2001:db8::5',
      ports: [1162],
    })
  })

  it.each([
    ['--trap-port', 'on', '--trap-port on: write a port, for example 10162, 0 for any that is free, or off'],
    [
      '--trap-port',
      '65536',
      '--trap-port 65536: write a port, for example 10162, 0 for any that is free, or off',
    ],
    ['--trap-port', '', '--trap-port : write a port, for example 10162, 0 for any that is free, or off'],
    [
      '--trap-listen',
      'eth0',
      '--trap-listen eth0: write an IP address of this machine, for example 10.0.0.5',
    ],
    [
      '--trap-listen',
      '0.0.0.0',
      '--trap-listen 0.0.0.0: write an IP address of this machine, for example 10.0.0.5',
    ],
  ])('refuses %s %s with the cure', (option, value, why) => {
    expect(fault(`${option}=${value}`)).toBe(why)
  })

  it('asks for help', () => {
    expect(readArguments(['--help'])).toEqual({ say: usage, exitCode: 0 })
    for (const option of [
      '--key',
      '--listen',
      '--tls-cert',
      '--tls-key',
      '--proxy',
      '--name',
      '--trap-port N|off',
      '--trap-listen ADDRESS',
    ])
      expect(usage).toContain(`\n  ${option} `)
  })
})

describe('a command line that is not right', () => {
  it.each([
    [['--listen', '8080'], '--listen 8080: write HOST:PORT, for example 127.0.0.1:8080 or [::1]:8080'],
    [['--listen', '127.0.0.1:70000'], '--listen 127.0.0.1:70000: write HOST:PORT'],
    [['--tls-cert', 'c.pem'], '--tls-cert c.pem: name the file of its private key too, with --tls-key'],
    [['--tls-key', 'k.pem'], '--tls-key k.pem: name the file of its certificate too, with --tls-cert'],
    [['--unknown'], "Unknown option '--unknown'"],
  ])('%j', (argv, says) => expect(fault(...argv)).toContain(says))

  it.each(['nginx', '*', '10.0.0.0/8', '10.0.0.5:80', '0.0.0.0', '::', '224.0.0.1', 'fe80::1%eth0', ''])(
    '--proxy %j is no one machine',
    (proxy) =>
      expect(fault('--proxy', proxy)).toBe(
        `--proxy ${proxy}: write the IP address of one machine, for example 10.0.0.5 or 2001:db8::5`,
      ),
  )

  it.each([
    'https://monitor.example',
    'monitor.example:8443',
    '*.example',
    'monitor.example.',
    '10.0.0.5',
    '',
  ])('--name %j is no name of a host', (name) =>
    expect(fault('--name', name)).toContain(`--name ${name}: write the name of a host`),
  )
})
