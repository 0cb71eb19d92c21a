import { describe, expect, it } from 'vitest'
import { isOfPasswordLength, whyWeak } from './password-rule.ts'

const words = ['budi.santoso', 'Kementerian Agama']
const common = [
  'password1234',
  'P@ssw0rd1234',
  'qwertyuiop12',
  '123456789012',
  'aaaaaaaaaaaa',
  'bismillah123',
  'Bismillah2024!',
  'Kemenag@2024',
  'Madrasah#2025',
  'satkerkemenag',
  'indonesia1945',
  'merdeka1945!!',
  'kata sandi 123',
  'rahasia12345',
  'pancasila12345',
  'budi.santoso1',
  'kementerianagama',
  'aB1!'.repeat(64),
]
const good = [
  'kuda betul baterai',
  'hujan sore di mataram',
  'correct horse battery staple',
  'xk29-fjw8-qpzm',
  'kucing hitam lompat pagar'.repeat(10),
  'ونحن نسير معا إلى البيت',
]

describe('a password', () => {
  it.each(common)('such as %j is refused as common', async (password) => {
    expect(await whyWeak(password, words)).toMatch(/^The password is among those that are tried first: /)
  })

  it.each(good)('such as %j is taken, without a rule of what it must be made of', async (password) => {
    expect(await whyWeak(password, words)).toBeNull()
  })

  it('has twelve characters or more, as a person counts them', async () => {
    expect(await whyWeak('xk29-fjw8-q', words)).toBe(
      'The password has 11 characters; it must have 12 or more. Several words that have nothing to do with each other are good.',
    )
    expect(await whyWeak('e\u0301'.repeat(11), [])).toContain('has 11 characters')
    expect(await whyWeak('🙂'.repeat(11), [])).toContain('has 11 characters')
  })

  it('has 256 characters at most', async () => {
    const long = Array.from({ length: 256 }, (_, place) =>
      String.fromCodePoint(97 + ((place * place * 7) % 26)),
    ).join('')
    expect(await whyWeak(long, [])).toBeNull()
    expect(await whyWeak(`${long}x`, [])).toBe('The password may have 256 characters at most.')
    expect([isOfPasswordLength('🙂'.repeat(256)), isOfPasswordLength('x'.repeat(100_000))]).toEqual([
      true,
      false,
    ])
  })
})
