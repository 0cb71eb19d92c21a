/** The last changes of layers of all links of a satker. */
import type { LayerChange } from '../../collector/domain/layer.ts'
import type { WireLinkDetail } from '../../collector/serve/wire.ts'

/** As many as are told of each link, so that none between them is missing. */
const most = 10

/** Newest first. */
export function latestChanges(links: readonly Pick<WireLinkDetail, 'id' | 'layerChanges'>[]): LayerChange[] {
  return links
    .flatMap(({ id, layerChanges }) => layerChanges.map((change) => ({ ...change, link: id })))
    .toSorted((a, b) => b.at - a.at)
    .slice(0, most)
}
