/** Remembers the last `kept` ids: after a resume, Discord may deliver an event twice. */
export function createOnce(kept: number): (id: string) => boolean {
  const seen = new Set<string>();
  return (id) => {
    if (seen.has(id)) return false;
    seen.add(id);
    const oldest = seen.size > kept ? seen.values().next().value : undefined;
    if (oldest !== undefined) seen.delete(oldest);
    return true;
  };
}
