// Two accounts: what the Functions host keeps for itself, and the system's own state. The worker has no role on the first.
param location string
param tags object
param resourceToken string

resource data 'Microsoft.Storage/storageAccounts@2025-06-01' = {
  name: 'stdata${resourceToken}'
  location: location
  tags: tags
  sku: {
    name: 'Standard_ZRS'
  }
  kind: 'StorageV2'
  properties: {
    allowSharedKeyAccess: false
    allowBlobPublicAccess: false
    defaultToOAuthAuthentication: true
    minimumTlsVersion: 'TLS1_2'
    supportsHttpsTrafficOnly: true
  }
}

resource journal 'Microsoft.Storage/storageAccounts/blobServices/containers@2025-06-01' = {
  name: '${data.name}/default/journal'
  properties: {
    publicAccess: 'None'
  }
}

resource host 'Microsoft.Storage/storageAccounts@2025-06-01' = {
  name: 'sthost${resourceToken}'
  location: location
  tags: tags
  sku: {
    name: 'Standard_LRS'
  }
  kind: 'StorageV2'
  properties: {
    allowSharedKeyAccess: false
    allowBlobPublicAccess: false
    defaultToOAuthAuthentication: true
    minimumTlsVersion: 'TLS1_2'
    supportsHttpsTrafficOnly: true
  }
}

resource package 'Microsoft.Storage/storageAccounts/blobServices/containers@2025-06-01' = {
  name: '${host.name}/default/control-package'
  properties: {
    publicAccess: 'None'
  }
}

output dataAccountName string = data.name
output hostAccountName string = host.name
output tablesEndpoint string = data.properties.primaryEndpoints.table
output journalEndpoint string = '${data.properties.primaryEndpoints.blob}journal'
output packageContainer string = '${host.properties.primaryEndpoints.blob}control-package'

// The account is named after what is nested in it is made.
output journalName string = journal.name
output packageName string = package.name
