/** The value after a flag on Electron's command line, as `--flag value` or `--flag=value`. */
export function argumentOf(flag: string, args = process.argv): string | undefined {
  const joined = args.find((argument) => argument.startsWith(`${flag}=`))
  if (joined !== undefined) return joined.slice(flag.length + 1)
  const at = args.indexOf(flag)
  return at === -1 ? undefined : args[at + 1]
}
