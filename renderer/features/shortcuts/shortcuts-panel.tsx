import { GRID_SHORTCUTS, WINDOW_SHORTCUTS, type Shortcut } from '#renderer/stores/view/shortcuts.ts'
import { closePanel } from '#renderer/stores/view/ui-store.ts'
import { Panel, PanelSection } from '#renderer/ui/panel.tsx'
import { shownKeys } from '#renderer/ui/shown-keys.ts'
import './shortcuts.css'

const ALL: readonly Shortcut[] = [...WINDOW_SHORTCUTS, ...GRID_SHORTCUTS]
const GROUPS = [...new Set(ALL.map(({ group }) => group))]

/** The cheat sheet: the very lists the keyboard obeys. */
export function ShortcutsPanel() {
  return (
    <Panel title="Shortcuts" onClose={closePanel} toRead>
      {GROUPS.map((group) => (
        <PanelSection key={group} title={group}>
          <dl className="shortcuts">
            {ALL.filter((shortcut) => shortcut.group === group).map(({ id, label, keys }) => (
              <div key={id}>
                <dt>{label}</dt>
                <dd>
                  {keys.map((chord) => (
                    <kbd key={chord}>{shownKeys(chord)}</kbd>
                  ))}
                </dd>
              </div>
            ))}
          </dl>
        </PanelSection>
      ))}
    </Panel>
  )
}
