/** A JSON schema's properties, as conf takes them. */
export type SchemaProperties = Readonly<Record<string, object>>

/** A small JSON file that is always written whole. */
export interface JsonFile {
  write(value: object): void
}

/** Opens `<name>.json` in the data folder, with conf or, inside Electron, with electron-store. */
export type OpenStore = (dataDir: string, name: string, properties?: SchemaProperties) => JsonFile
