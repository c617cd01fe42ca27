import { loadAttributes, useAttributes } from '#renderer/stores/accounts/attribute-store.ts'
import { Button } from '#renderer/ui/button.tsx'
import { countOf } from '#renderer/ui/format.ts'

/** Where the attributes come from that the open sheet's columns can go to. */
export function AttributeSource({ accountId }: { accountId: string }) {
  const { accountId: shown, source, attributes, note, loading } = useAttributes()
  if (shown !== accountId) return null
  return (
    <p className="attribute-source">
      {source === 'account'
        ? `${countOf(attributes.length, 'attribute')} from this account. `
        : `${note || `The built-in list of ${countOf(attributes.length, 'attribute')} stands in.`} `}
      <Button kind="quiet" disabled={loading} onClick={() => void loadAttributes(accountId, true)}>
        {loading ? 'Asking' : 'Ask again'}
      </Button>
    </p>
  )
}
