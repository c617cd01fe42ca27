import { closePanel } from '#renderer/stores/ui-store.ts'
import { Panel, PanelSection } from '#renderer/ui/panel.tsx'
import './shortcuts.css'

const GROUPS: readonly { title: string; keys: readonly (readonly [keys: string, what: string])[] }[] = [
  {
    title: 'Cells',
    keys: [
      ['Enter · F2', 'Edit the cell'],
      ['Esc', 'Leave the cell as it was'],
      ['Delete', 'Clear what is selected'],
      ['Ctrl+C · Ctrl+X', 'Copy, cut'],
      ['Ctrl+V', 'Paste, also whole sheets'],
      ['Ctrl+D · Ctrl+R', 'Fill down, fill right'],
      ['Ctrl+Z · Ctrl+Y', 'Undo, redo'],
    ],
  },
  {
    title: 'Selecting and moving',
    keys: [
      ['Arrow keys', 'Move'],
      ['Ctrl+Arrow', 'To the edge of the data'],
      ['Shift+Arrow', 'Select more'],
      ['Home · End', 'First, last column'],
      ['Ctrl+Home · Ctrl+End', 'First, last cell'],
      ['Ctrl+A', 'Select all'],
      ['F8 · Shift+F8', 'Next, previous problem'],
      ['Shift+F10', 'The cell’s menu'],
    ],
  },
  {
    title: 'Leadsheet',
    keys: [
      ['Ctrl+O', 'Open file'],
      ['Ctrl+F', 'Filter rows'],
      ['Ctrl+H', 'Find and replace'],
      ['Ctrl+Enter', 'Review push'],
      ['F6', 'From part to part of the window'],
      ['Esc', 'Close the side panel'],
      ['?', 'This sheet'],
    ],
  },
]

/** The cheat sheet. */
export function ShortcutsPanel() {
  return (
    <Panel title="Shortcuts" onClose={closePanel}>
      {GROUPS.map(({ title, keys }) => (
        <PanelSection key={title} title={title}>
          <dl className="shortcuts">
            {keys.map(([combination, what]) => (
              <div key={combination}>
                <dt>{what}</dt>
                <dd>
                  {combination.split(' · ').map((one) => (
                    <kbd key={one}>{one}</kbd>
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
