targetScope = 'subscription'

@description('Name of the azd environment: part of every name and tag.')
@minLength(1)
@maxLength(32)
param environmentName string

// The venue is closed or close-only for addresses of the US, the UK, Australia and several EU states. Only regions whose
// addresses it served are offered; the worker checks its real egress address again at every start.
@description('Where everything runs.')
@metadata({
  azd: {
    type: 'location'
  }
})
@allowed([
  'northeurope'
  'swedencentral'
])
param location string

@description('What the worker does: paper (no orders are sent) or live (real money).')
@allowed([
  'paper'
  'live'
])
param workerMode string = 'paper'

@description('Where orchestrations are kept: the Durable Task Scheduler, or tables and queues of the storage account.')
@allowed([
  'scheduler'
  'storage'
])
param durableBackend string = 'scheduler'

@description('Client id of the app registration that signs people in to the control plane; without it every call but health is refused.')
param authClientId string = ''

@description('E-mail address that alerts go to; without it alerts show in the portal alone.')
param alertAddress string = ''

@description('The venue\'s signature type of the wallet: 0 to 3.')
param walletType string = '0'

@description('Address that pays, where it is not the key\'s own.')
param walletFunder string = ''

var resourceToken = toLower(uniqueString(subscription().id, environmentName, location))
var tags = {
  'azd-env-name': environmentName
}

resource group 'Microsoft.Resources/resourceGroups@2025-04-01' = {
  name: 'rg-${environmentName}'
  location: location
  tags: tags
}

module identities 'modules/identities.bicep' = {
  name: 'identities'
  scope: group
  params: {
    location: location
    tags: tags
    resourceToken: resourceToken
  }
}

module monitoring 'modules/monitoring.bicep' = {
  name: 'monitoring'
  scope: group
  params: {
    location: location
    tags: tags
    resourceToken: resourceToken
  }
}

module storage 'modules/storage.bicep' = {
  name: 'storage'
  scope: group
  params: {
    location: location
    tags: tags
    resourceToken: resourceToken
  }
}

module events 'modules/events.bicep' = {
  name: 'events'
  scope: group
  params: {
    location: location
    tags: tags
    resourceToken: resourceToken
  }
}

module vault 'modules/vault.bicep' = {
  name: 'vault'
  scope: group
  params: {
    location: location
    tags: tags
    resourceToken: resourceToken
  }
}

module registry 'modules/registry.bicep' = {
  name: 'registry'
  scope: group
  params: {
    location: location
    tags: tags
    resourceToken: resourceToken
  }
}

module scheduler 'modules/scheduler.bicep' = if (durableBackend == 'scheduler') {
  name: 'scheduler'
  scope: group
  params: {
    location: location
    tags: tags
    resourceToken: resourceToken
  }
}

module access 'modules/access.bicep' = {
  name: 'access'
  scope: group
  params: {
    workerPrincipalId: identities.outputs.workerPrincipalId
    controlPrincipalId: identities.outputs.controlPrincipalId
    dataAccountName: storage.outputs.dataAccountName
    hostAccountName: storage.outputs.hostAccountName
    eventNamespaceName: events.outputs.namespaceName
    vaultName: vault.outputs.vaultName
    registryName: registry.outputs.registryName
    insightsName: monitoring.outputs.insightsName
  }
}

module schedulerAccess 'modules/scheduler-access.bicep' = if (durableBackend == 'scheduler') {
  name: 'scheduler-access'
  scope: group
  params: {
    controlPrincipalId: identities.outputs.controlPrincipalId
    schedulerName: 'dts-${resourceToken}'
  }
  dependsOn: [
    scheduler
  ]
}

module worker 'modules/worker.bicep' = {
  name: 'worker'
  scope: group
  params: {
    location: location
    tags: tags
    resourceToken: resourceToken
    identityId: identities.outputs.workerId
    identityClientId: identities.outputs.workerClientId
    registryServer: registry.outputs.loginServer
    insightsConnection: monitoring.outputs.insightsConnection
    workspaceId: monitoring.outputs.workspaceId
    mode: workerMode
    walletType: walletType
    walletFunder: walletFunder
    tablesEndpoint: storage.outputs.tablesEndpoint
    journalEndpoint: storage.outputs.journalEndpoint
    eventHubEndpoint: events.outputs.hubEndpoint
    vaultUri: vault.outputs.vaultUri
  }
  // The image is pulled with the role; without it the first revision never starts.
  dependsOn: [
    access
  ]
}

module control 'modules/control.bicep' = {
  name: 'control'
  scope: group
  params: {
    location: location
    tags: tags
    resourceToken: resourceToken
    identityId: identities.outputs.controlId
    identityClientId: identities.outputs.controlClientId
    hostAccountName: storage.outputs.hostAccountName
    packageContainer: storage.outputs.packageContainer
    tablesEndpoint: storage.outputs.tablesEndpoint
    vaultUri: vault.outputs.vaultUri
    insightsConnection: monitoring.outputs.insightsConnection
    durableBackend: durableBackend
    schedulerConnection: durableBackend == 'scheduler' ? 'Endpoint=${scheduler!.outputs.endpoint};Authentication=ManagedIdentity;ClientID=${identities.outputs.controlClientId}' : ''
    taskHubName: 'polycloud'
    authClientId: authClientId
    walletType: walletType
    walletFunder: walletFunder
  }
  dependsOn: [
    access
    schedulerAccess
  ]
}

module alerts 'modules/alerts.bicep' = {
  name: 'alerts'
  scope: group
  params: {
    location: location
    tags: tags
    workspaceId: monitoring.outputs.workspaceId
    workerName: worker.outputs.workerName
    alertAddress: alertAddress
  }
}

module workbook 'modules/workbook.bicep' = {
  name: 'workbook'
  scope: group
  params: {
    location: location
    tags: tags
    workspaceId: monitoring.outputs.workspaceId
  }
}

output AZURE_LOCATION string = location
output AZURE_RESOURCE_GROUP string = group.name
output AZURE_CONTAINER_REGISTRY_ENDPOINT string = registry.outputs.loginServer
output POLYCLOUD_KEY_VAULT string = vault.outputs.vaultUri
output POLYCLOUD_CONTROL_ADDRESS string = control.outputs.address
