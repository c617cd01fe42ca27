import { useEffect } from 'react'
import { host, useConnection } from './stores/host.ts'

export function App() {
  const connection = useConnection((state) => state.connection)
  useEffect(() => {
    void host.connect()
  }, [])
  return <main data-connection={connection} />
}
