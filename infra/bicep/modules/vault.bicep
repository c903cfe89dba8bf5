param location string
param tags object
param resourceToken string

resource vault 'Microsoft.KeyVault/vaults@2024-11-01' = {
  name: 'kv-${resourceToken}'
  location: location
  tags: tags
  properties: {
    tenantId: tenant().tenantId
    sku: {
      family: 'A'
      name: 'standard'
    }
    enableRbacAuthorization: true
    enableSoftDelete: true
    softDeleteRetentionInDays: 90
    // A wallet's key that is purged is money that is gone.
    enablePurgeProtection: true
  }
}

output vaultName string = vault.name
output vaultUri string = vault.properties.vaultUri
