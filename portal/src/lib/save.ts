/** Saves bytes as a file on the user's computer. */
export function save(content: Blob, name: string): void {
  const url = URL.createObjectURL(content);
  follow(url, name);
  // Revokes the address later, because the browser reads it asynchronously.
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

/** The name of an archive, such as Export_24-11-26.osf. */
export function archiveName(format: string, now: Date): string {
  const two = (value: number) => String(value % 100).padStart(2, "0");
  return `Export_${two(now.getDate())}-${two(now.getMonth() + 1)}-${two(now.getFullYear())}${format}`;
}
