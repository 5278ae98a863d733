export { postgresVault, type PostgresVaultOptions } from './vault.ts';
