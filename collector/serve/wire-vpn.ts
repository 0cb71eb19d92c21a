/** The shapes of that which makes a link a VPN. */
import type { Layer, LayerChange, Layers, SessionLayer } from '../domain/layer.ts'
import type { OperStatus } from '../domain/reading.ts'
import type { IpsecReading, SessionReading } from '../domain/vpn-reading.ts'

/** Of each layer its state, since when, and what says so. */
export type WireLayers = Layers
export type WireLayer = Layer
export type WireSessionLayer = SessionLayer
export type WireLayerChange = Omit<LayerChange, 'link'>

/** What one router has of tunnels and sessions. */
export interface WireEndpoints {
  tunnels: WireTunnel[]
  ipsec: IpsecReading[]
  sessions: SessionReading[]
  readAt: number
}

export interface WireTunnel {
  name: string
  operStatus: OperStatus | null
  /** By the router's own clock; null: not since its agent started, or not read. */
  lastChangeAt: number | null
}
