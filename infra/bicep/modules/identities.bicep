// One identity for each process, so that neither can do what only the other needs.
param location string
param tags object
param resourceToken string

resource worker 'Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30' = {
  name: 'id-worker-${resourceToken}'
  location: location
  tags: tags
}

resource control 'Microsoft.ManagedIdentity/userAssignedIdentities@2024-11-30' = {
  name: 'id-control-${resourceToken}'
  location: location
  tags: tags
}

output workerId string = worker.id
output workerClientId string = worker.properties.clientId
output workerPrincipalId string = worker.properties.principalId
output controlId string = control.id
output controlClientId string = control.properties.clientId
output controlPrincipalId string = control.properties.principalId
