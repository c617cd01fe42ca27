import { ClipboardPaste, CloudDownload, FolderOpen, Sparkles, type LucideIcon } from 'lucide-react'
import type { ReactNode } from 'react'
import { Button } from '#renderer/ui/button.tsx'
import './welcome.css'

interface WayProps {
  icon: LucideIcon
  title: string
  children: ReactNode
  action: ReactNode
}

function Way({ icon: Icon, title, children, action }: WayProps) {
  return (
    <li className="way">
      <Icon size={22} aria-hidden />
      <h2>{title}</h2>
      <p>{children}</p>
      {action}
    </li>
  )
}

/** The ways to bring leads. What they do is the window's: its first paint shows them before any of it was read. */
export interface Ways {
  paste: () => void
  openFile: () => void
  getLeads: () => void
  sample: () => void
}

/** What there is to see where no sheet is open; below the ways to bring leads stands what the window adds. */
export function Welcome({ ways, children }: { ways: Ways; children?: ReactNode }) {
  return (
    <div className="welcome">
      <header>
        <h1>Bring your leads</h1>
        <p>
          Put a sheet of leads here, mend it, and send it to LeadSquared. Nothing is sent before you have
          reviewed it.
        </p>
      </header>
      <ul className="ways">
        <Way
          icon={ClipboardPaste}
          title="Paste from Excel"
          action={
            <Button kind="primary" onClick={ways.paste}>
              Paste
            </Button>
          }
        >
          Copy the cells, headings included, then press <kbd>Ctrl</kbd> <kbd>V</kbd> here.
        </Way>
        <Way
          icon={FolderOpen}
          title="Open a file"
          action={<Button onClick={ways.openFile}>Open file</Button>}
        >
          Excel, OpenDocument or text with commas or tabs. Or drop it anywhere in this window.
        </Way>
        <Way
          icon={CloudDownload}
          title="Get leads"
          action={<Button onClick={ways.getLeads}>Get leads</Button>}
        >
          A list, what changed, or leads you name come out of LeadSquared into a sheet.
        </Way>
        <Way
          icon={Sparkles}
          title="Just have a look"
          action={<Button onClick={ways.sample}>Try sample leads</Button>}
        >
          250 leads from an event, with the usual dirt, for the practice account.
        </Way>
      </ul>
      {children}
      <p className="welcome-note">
        No account is needed to begin: the <strong>Practice account</strong> answers like LeadSquared and
        stays on this machine.
      </p>
    </div>
  )
}
