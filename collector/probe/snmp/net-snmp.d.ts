/** The part of net-snmp 3.29.2 that is used here; its own types lag behind it. */
declare module 'net-snmp' {
  import type { EventEmitter } from 'node:events'

  export interface Varbind {
    oid: string
    type: number
    /** By type: number, Buffer (OCTET STRING, Opaque, Counter64), string (OID, IpAddress), null. */
    value: unknown
  }

  /** In place of node:dgram; a session calls nothing else. */
  export interface DatagramSocket {
    on(event: string, listener: (...args: never[]) => void): unknown
    send(
      buffer: Buffer,
      offset: number,
      length: number,
      port: number,
      address: string,
      sent: (error: Error | null, bytes: number) => void,
    ): void
    ref(): unknown
    unref(): unknown
    close(): void
  }

  export interface SessionOptions {
    version?: number
    port?: number
    retries?: number
    timeout?: number
    backwardsGetNexts?: boolean
    reportOidMismatchErrors?: boolean
    dgramModule?: { createSocket(type: string): DatagramSocket }
  }

  export interface User {
    name: string
    level: number
    authProtocol?: number
    authKey?: string
    privProtocol?: number
    privKey?: string
  }

  export interface Session extends EventEmitter {
    get(oids: string[], done: (error: Error | null, varbinds?: Varbind[]) => void): void
    getNext(oids: string[], done: (error: Error | null, varbinds?: Varbind[]) => void): void
    getBulk(
      oids: string[],
      nonRepeaters: number,
      maxRepetitions: number,
      done: (error: Error | null, varbinds?: (Varbind | Varbind[])[]) => void,
    ): void
    /** Lets go of a request: it neither settles nor times out any more. */
    unregisterRequest(id: number): unknown
    close(): void
  }

  const snmp: {
    createSession(target: string, community: string, options: SessionOptions): Session
    createV3Session(target: string, user: User, options: SessionOptions): Session
    Version1: number
    Version2c: number
    SecurityLevel: { noAuthNoPriv: number; authNoPriv: number; authPriv: number }
    AuthProtocols: Record<string, number>
    PrivProtocols: Record<string, number>
    ResponseInvalidCode: { ENotInTimeWindow: number }
    ResponseInvalidError: new (...args: never[]) => Error & { code: number }
    RequestFailedError: new (...args: never[]) => Error & { status: number }
    Authentication: {
      /** Every key that was made, under its computeCacheKey. */
      authToKeyCache: Record<string, Buffer>
      computeCacheKey(protocol: number, password: string | Buffer, engineId: Buffer): string
      passwordToKey(protocol: number, password: string | Buffer, engineId: Buffer): Buffer
    }
  }
  export default snmp
}
