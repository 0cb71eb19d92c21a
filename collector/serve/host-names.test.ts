import { describe, expect, it } from 'vitest'
import { isHostName, parseHost } from './host-names.ts'

describe('a Host header', () => {
  it.each([
    ['localhost', 'localhost', null],
    ['LOCALHOST:80', 'localhost', 80],
    ['monitor.example.go.id:8443', 'monitor.example.go.id', 8443],
    ['xn--mnchen-3ya.example', 'xn--mnchen-3ya.example', null],
    ['my_host', 'my_host', null],
    ['127.0.0.1:0', '127.0.0.1', 0],
    ['[::1]', '::1', null],
    ['[0:0:0:0:0:0:0:1]:65535', '::1', 65_535],
    ['[2001:DB8::5]:8443', '2001:db8::5', 8443],
  ])('%j names %s', (header, name, port) => expect(parseHost(header)).toMatchObject({ name, port }))

  it.each([
    '',
    ' localhost',
    'localhost.',
    'localhost:',
    'localhost:70000',
    'localhost:80:80',
    'localhost:8e1',
    'localhost/',
    'localhost?',
    'localhost#',
    'me@localhost',
    'me:secret@localhost',
    'localhost,evil.example',
    'mönitor.example',
    '.example',
    'a..example',
    '-a.example',
    'a-.example',
    '*.example',
    '127.1',
    '0x7f.0.0.1',
    '0x7f000001',
    '2130706433',
    '127.0.0.256',
    'evil.127',
    '::1',
    '[127.0.0.1]',
    '[::ffff:127.0.0.1]',
    '[::1%lo]',
    '[::1',
    '[localhost]',
    '['.repeat(5_000),
    'a.'.repeat(5_000),
  ])('%.40j names nobody', (header) => expect(parseHost(header)).toBeNull())

  it('tells an address from a name', () => {
    expect(['10.0.0.1', '[::1]', 'ten.example'].map((header) => parseHost(header)?.isAddress)).toEqual([
      true,
      true,
      false,
    ])
  })
})

describe('the name of a host', () => {
  it('has 253 characters and 63 in a label at most', () => {
    expect(isHostName('a'.repeat(63))).toBe(true)
    expect(isHostName('a'.repeat(64))).toBe(false)
    expect(isHostName(`${'a.'.repeat(126)}a`)).toBe(true)
    expect(isHostName(`${'a.'.repeat(127)}a`)).toBe(false)
  })
})
