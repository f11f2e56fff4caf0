/** Saves bytes under a name on the person's computer. */
export function save(content: Blob, name: string): void {
  const url = URL.createObjectURL(content);
  follow(url, name);
  // The browser reads the address when it gets to it.
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}

/** Downloads from an address. The server's answer names the file. */
export function follow(url: string, name: string): void {
  const link = document.createElement("a");
  link.href = url;
  link.download = name;
  link.rel = "noopener";
  document.body.append(link);
  link.click();
  link.remove();
}

/** Such as Export_24-11-26.osf. */
export function archiveName(format: string, now: Date): string {
  const two = (value: number) => String(value % 100).padStart(2, "0");
  return `Export_${two(now.getDate())}-${two(now.getMonth() + 1)}-${two(now.getFullYear())}${format}`;
}
