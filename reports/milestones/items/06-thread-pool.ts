import { milestone } from '../milestone-data.ts'

export default milestone(6, 'Thread pool', {
  'm06.scope.01':
    'A pool has the number of worker threads that it was made with, from its first task to its end.',
  'm06.scope.02':
    'Tasks wait in a queue in shared memory under a mutex, and idle workers sleep without using CPU.',
  'm06.scope.03':
    'A task is a name and arguments, with a promise of its result; what a worker cannot be sent is refused at submission.',
  'm06.scope.04': 'Submitting returns at once with the promise, also when all workers are busy.',
  'm06.scope.05':
    'The queue has a capacity; the page derives it from arrival rate, service time and the latency that is bearable.',
  'm06.scope.06':
    'First in first out, last in first out and by priority are strategies, chosen by one option.',
  'm06.scope.07':
    'At shutdown accepted tasks are done and new ones refused, and the pool ends when the last one has.',
  'm06.scope.08':
    'A task that has not begun is cancelled for certain; one that has is told, and its promise rejects either way.',
  'm06.scope.09': 'A worker without tasks takes half of the queue of another, and no task runs twice.',
  'm06.scope.10':
    'Each worker has a queue of its own that it uses first; a test shows that tasks of tasks stay on it.',
  'm06.scope.11': 'Submitting 1,000 tasks as one batch takes one wake-up for each worker at most.',
  'm06.scope.12': 'The depth of each queue can be read at any time, and its high-water mark is kept.',
  'm06.explore.01':
    'Throughput is plotted against 1 to 4 × as many workers as cores, for tasks that compute and tasks that wait.',
  'm06.explore.02':
    'The strategies are compared by median and 99th percentile of latency under the same mixed load.',
  'm06.explore.03':
    'One shared queue, one for each worker, and a ring without locks are compared in tasks a second.',
  'm06.explore.04': 'Time spent waiting for the lock of the queue is plotted against the number of workers.',
  'm06.explore.05':
    'With and without stealing, the time to finish an uneven load of 10,000 tasks is compared.',
  'm06.explore.06':
    'The words that workers write are moved to lines of their own, and the page shows what that gains.',
  'm06.explore.07': 'Latency is plotted against throughput from idle to saturation, and the knee is marked.',
  'm06.observe.01': 'Queue depth over time is plotted for a load with bursts.',
  'm06.observe.02': 'Waiting time and running time of tasks are two histograms, with percentiles.',
  'm06.observe.03': 'Tasks done by each worker are counted, with their coefficient of variation.',
  'm06.observe.04':
    'The share of time in which each worker is busy is reported, and agrees with its CPU time within 5 %.',
  'm06.observe.05': 'Steals, failed attempts and tasks moved are counted by pair of workers.',
  'm06.observe.06': 'How long the lock of the queue is held is measured, with its maximum.',
  'm06.failure.01':
    'When the queue is full a submission is refused, waits, or runs in the caller, as was chosen; no task is lost.',
  'm06.failure.02':
    'When a worker dies its task fails with an error that says so, and a new worker takes its place.',
  'm06.failure.03':
    'A task of high priority that waits for a result of a low one is not delayed by tasks in between.',
  'm06.failure.04':
    'An exception in a task rejects its promise with the message and stack, and the worker goes on.',
  'm06.failure.05':
    'Shutdown with 1,000 tasks waiting ends as chosen (finish, or reject all), within the deadline.',
  'm06.failure.06':
    'A task that submits tasks to the full pool and waits for them ends in an error, not for ever.',
  'm06.exit.01':
    'At least 50,000 empty tasks a second on a named machine, and at least 1 × piscina in the same run.',
  'm06.exit.02': 'Under 100,000 equal tasks no worker does more than 1.2 × the mean.',
  'm06.exit.03':
    'At 80 % of the load that saturates it, the 99th percentile of waiting is below 10 × the mean running time.',
  'm06.exit.04':
    'With tasks running and waiting, shutdown leaves no thread, no pending promise and no open handle.',
  'm06.exit.05':
    'A page states workers, queue and strategy for three kinds of load, each with the curve that decided.'
})
