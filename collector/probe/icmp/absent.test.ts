import { describe, expect, it } from 'vitest'
import { createAbsentLog } from './absent.ts'

describe('addresses that went unasked', () => {
  it('are logged when it begins and when it is over, not in between', () => {
    const lines: string[] = []
    const write = (event: string, facts: object = {}) => void lines.push(`${event} ${JSON.stringify(facts)}`)
    const absent = createAbsentLog({ debug: write, info: write, warn: write, error: write }, 'fping')
    const all = ['10.0.0.1', '10.0.0.2']
    const seen = (...addresses: string[]) => new Map(addresses.map((address) => [address, [1]]))

    absent.saw(all, seen(...all), '')
    absent.saw(all, seen('10.0.0.1'), 'killed')
    absent.saw(all, seen(), 'killed')
    absent.saw(['10.0.0.1'], seen('10.0.0.1'), '')
    absent.saw(all, seen(...all), '')

    expect(lines).toEqual([
      'icmp-not-asked {"by":"fping","addresses":1,"first":"10.0.0.2","why":"killed"}',
      'icmp-asked-again {"by":"fping","asksFailed":2}',
    ])
  })
})
