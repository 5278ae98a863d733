/** Milliseconds of processor time that this process has used since a moment; a busy machine does not stretch them. */
export function spentSince(moment: NodeJS.CpuUsage): number {
  const { user, system } = process.cpuUsage(moment);
  return (user + system) / 1000;
}
