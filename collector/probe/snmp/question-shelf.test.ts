import { expect, it } from 'vitest'
import { QuestionShelf } from './question-shelf.ts'

const sysUpTime = '1.3.6.1.2.1.1.3.0'

it('a question that many routers are asked is encoded once', () => {
  const shelf = new QuestionShelf()
  const one = shelf.take(false, 'rahasia', [sysUpTime])
  expect(shelf.take(false, 'rahasia', [sysUpTime])).toBe(one)
  expect(one.next().id).not.toBe(one.next().id)
})

it('a question of another version, secret or name is another', () => {
  const shelf = new QuestionShelf()
  const all = [
    shelf.take(false, 'rahasia', [sysUpTime]),
    shelf.take(true, 'rahasia', [sysUpTime]),
    shelf.take(false, 'umum', [sysUpTime]),
    shelf.take(false, 'rahasia', ['1.3.6.1.2.1.1.5.0']),
    shelf.take(false, 'rahasia', [sysUpTime, '1.3.6.1.2.1.1.5.0']),
  ]
  expect(new Set(all).size).toBe(all.length)
})

it('no more are kept than a thousand: the one taken longest ago goes', () => {
  const shelf = new QuestionShelf()
  const [first, second] = [shelf.take(false, 'a', ['1.3.1']), shelf.take(false, 'a', ['1.3.2'])]
  for (let at = 0; at < 998; at += 1) shelf.take(false, 'a', [`1.3.3.${at}`])
  expect(shelf.take(false, 'a', ['1.3.1'])).toBe(first)
  shelf.take(false, 'a', ['1.3.4'])
  expect(shelf.take(false, 'a', ['1.3.1'])).toBe(first)
  expect(shelf.take(false, 'a', ['1.3.2'])).not.toBe(second)
})
