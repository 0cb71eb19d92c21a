/** GET /metrics for Prometheus, read from the health and the snapshot at the time of the scrape. */
import type { FastifyInstance } from 'fastify'
import { collectDefaultMetrics, Counter, Gauge, Registry } from 'prom-client'
import { everything } from '../domain/scope.ts'
import type { ApiDeps } from './api.ts'
import { measures } from './measures.ts'
import type { Measure, Seen } from './measures.ts'

export function addMetrics(app: FastifyInstance, deps: ApiDeps): void {
  const registry = new Registry()
  collectDefaultMetrics({ register: registry })
  const writers = measures.map((measure) => register(registry, measure))
  app.get('/metrics', async (_request, reply) => {
    const seen = {
      health: { ...deps.health(), browsers: deps.browsers() },
      network: deps.snapshot(everything),
    }
    for (const write of writers) write(seen)
    return reply.type(registry.contentType).send(await registry.metrics())
  })
}

function register(registry: Registry, measure: Measure): (seen: Seen) => void {
  const options = {
    name: `satker_connected_${measure.name}`,
    help: measure.help,
    labelNames: measure.label === undefined ? [] : [measure.label],
    registers: [registry],
  }
  const metric = measure.kind === 'counter' ? new Counter(options) : new Gauge(options)
  return (seen) => {
    metric.reset()
    const values = measure.read(seen)
    if (values === null) metric.remove()
    else if (typeof values === 'number') metric.inc(values)
    else
      for (const [label, value] of Object.entries(values))
        metric.inc({ [measure.label ?? 'of']: label }, value)
  }
}
