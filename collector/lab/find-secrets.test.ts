import { expect, it } from 'vitest'
import { canaries, findSecrets } from './canaries.ts'

it('a secret is found in whatever writing, and nothing where there is none', () => {
  for (const secret of Object.values(canaries)) {
    const bytes = Buffer.from(secret)
    const ways = [secret, bytes, secret.toLowerCase(), bytes.toString('hex'), JSON.stringify([...bytes])]
    for (const way of [...ways, ...[0, 1, 2].map((shift) => btoa('.'.repeat(shift) + secret))])
      expect(findSecrets(way), String(way)).not.toEqual([])
  }
  expect(findSecrets('Kantor Urusan Agama')).toEqual([])
})
