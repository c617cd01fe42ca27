import './live-mark.css'

/** On whatever leads to real leads. */
export function LiveMark() {
  return <b className="live-mark">live data</b>
}
