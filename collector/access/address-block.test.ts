import { expect, it } from 'vitest'
import { blockOf } from './address-block.ts'

it.each([
  ['192.0.2.7', '192.0.2.7'],
  ['2001:db8::5', '2001:db8:0:0'],
  ['2001:db8::1:2:3:4:5', '2001:db8:0:1'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2'],
  ['2001:db8:1:2::', '2001:db8:1:2'],
  ['::1', '0:0:0:0'],
  ['::', '0:0:0:0'],
])('%s is of the block %s', (address, block) => expect(blockOf(address)).toBe(block))
