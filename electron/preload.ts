import { contextBridge, ipcRenderer, webUtils } from 'electron'
import type { DesktopBridge } from '#shared/rpc/carriers.ts'
import type { HandedIn } from '#shared/rpc/handed-in.ts'

/** The main process listens and speaks here, and nowhere else. Also in desktop/ipc-channel.ts, which cannot be shared: a sandboxed preload is one file. */
const CHANNEL = 'leadsheet'
const FILE_CHANNEL = 'leadsheet-file'

let listener: ((message: unknown) => void) | null = null
const early: unknown[] = []

ipcRenderer.on(CHANNEL, (_event, message: unknown) => {
  if (listener) listener(message)
  else early.push(message)
})

const bridge: DesktopBridge = {
  send: (message) => ipcRenderer.send(CHANNEL, message),
  onMessage(next) {
    listener = next
    for (const message of early.splice(0)) next(message)
  },
  async handIn(file): Promise<HandedIn> {
    const path = pathOf(file)
    return path === '' ? { kind: 'bytes' } : ((await ipcRenderer.invoke(FILE_CHANNEL, path)) as HandedIn)
  },
}

/** '' for what the page made itself or got from a program and not from a disk. */
function pathOf(file: unknown): string {
  try {
    return webUtils.getPathForFile(file as File)
  } catch {
    return ''
  }
}

contextBridge.exposeInMainWorld('leadsheet', bridge)
