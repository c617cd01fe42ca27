import { answerTask, type ExpressionAnswer, type ExpressionTask } from './expression-desk.ts'

function tell(answer: ExpressionAnswer): void {
  self.postMessage(answer)
}

self.addEventListener('message', ({ data }: MessageEvent<ExpressionTask>) => tell(answerTask(data)))
tell({ kind: 'ready' })
