import { contextBridge, ipcRenderer } from 'electron'
import type { DesktopBridge } from '#shared/rpc/carriers.ts'

/** The main process listens and speaks here, and nowhere else. Also in desktop/ipc-channel.ts, which cannot be shared: a sandboxed preload is one file. */
const CHANNEL = 'leadsheet'

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
}

contextBridge.exposeInMainWorld('leadsheet', bridge)
