/** Gives `virtual:coast`: the address of the map's land, a file of its own that the page fetches when it needs it. */
import type { Plugin } from 'vite'
import { cutCoast } from './coast-cut.ts'

const name = 'virtual:coast'
const resolvedName = `\0${name}`
const devPath = '/coast.json'

export function coast(): Plugin {
  let isBuild = true
  return {
    name: 'coast',
    configResolved(config) {
      isBuild = config.command === 'build'
    },
    resolveId: (id) => (id === name ? resolvedName : null),
    load(id) {
      if (id !== resolvedName) return null
      if (!isBuild) return `export default ${JSON.stringify(devPath)}`
      const file = this.emitFile({ type: 'asset', name: 'coast.json', source: JSON.stringify(cutCoast()) })
      return `export default import.meta.ROLLUP_FILE_URL_${file}`
    },
    configureServer(server) {
      server.middlewares.use(devPath, (_request, response) => {
        response.setHeader('content-type', 'application/json')
        response.end(JSON.stringify(cutCoast()))
      })
    },
  }
}
