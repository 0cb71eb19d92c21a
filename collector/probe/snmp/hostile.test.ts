import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest'
import type { Act } from '../../simulator/hostile/act.ts'
import { acts } from '../../simulator/hostile/acts.ts'
import type { Script } from '../../simulator/hostile/hostile-agent.ts'
import { openStage, toldOf, truths, wanted, type Stage } from '../../simulator/hostile/stage.ts'

let stage: Stage
beforeAll(async () => {
  stage = await openStage()
})
afterAll(() => stage.close())
afterEach(() => stage.probe.forget('rtr-1'))

/** More would be a loop: a search of 200, and what is tried around it. */
const mostRequests = 250

const honest = (act: Act): Script => stage.honest(act.to)
const bad =
  (act: Act): Script =>
  (request) =>
    act.play(request, honest(act)(request))

describe.each(acts)('$what, to $to', (act) => {
  it('settles what was asked, leaves other routers alone, tells nothing false, and leaves no grudge', async () => {
    const { probe, hostile, calmTarget } = stage
    hostile.requests.length = 0
    hostile.play(bad(act))
    const target = stage.target(act.to, 10)
    const settled: string[] = []
    const note = (who: string) => () => settled.push(who)
    const asked = probe.ask(target, 10).finally(note('ask'))
    const visited = probe.visit(target, wanted).finally(note('visit'))
    const calm = await probe.visit(calmTarget, wanted)
    expect(toldOf(calm)).toMatchObject({ ...truths[0], found: true })
    const [, seen] = await Promise.all([asked, visited])
    expect(settled.toSorted()).toEqual(['ask', 'visit'])
    expect(probe.inFlight()).toBe(0)
    expect(hostile.requests.length).toBeLessThanOrEqual(mostRequests)
    const told = toldOf(seen)
    if (told?.index === 3) expect(told).toMatchObject({ name: 'wan0' })
    else expect(told?.found ?? false).toBe(false)
    if (told?.inOctets != null) expect(truths.map(({ inOctets }) => inOctets)).toContain(told.inOctets)
    if (!seen.ok) expect(seen.detail).not.toMatch(/kunci|rahasia|tertutup/)

    hostile.play(honest(act))
    for (let time = 1; time <= 2; time += 1) await probe.ask(target, 2_000)
    // Who named engines that are none has had the one that is believed in a minute.
    stage.pass(60_000)
    expect(await probe.ask(target, 2_000)).toMatchObject({ ok: true, value: { sysUpTimeCs: 100_000 } })
  })
})

describe.each(acts.filter(({ isAnswer }) => !isAnswer))('$what, to $to', (act) => {
  it('is refused before the right answer, and the right one is used', async () => {
    const { probe, hostile } = stage
    hostile.play((request) => [...bad(act)(request), ...honest(act)(request)])
    const seen = await probe.visit(stage.target(act.to, 5_000), wanted)
    expect(truths).toContainEqual(expect.objectContaining({ inOctets: toldOf(seen)?.inOctets }))
    expect(seen).toMatchObject({ ok: true, value: { sysUpTimeCs: 100_000 } })
  })
})
