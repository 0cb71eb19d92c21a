export { temporaryFolder, temporaryStore } from './temporary-store.test-kit.ts'
