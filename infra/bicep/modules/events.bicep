param location string
param tags object
param resourceToken string

resource namespace 'Microsoft.EventHub/namespaces@2024-01-01' = {
  name: 'evhns-${resourceToken}'
  location: location
  tags: tags
  sku: {
    name: 'Standard'
    tier: 'Standard'
    capacity: 1
  }
  properties: {
    disableLocalAuth: true
    minimumTlsVersion: '1.2'
    isAutoInflateEnabled: false
  }
}

resource hub 'Microsoft.EventHub/namespaces/eventhubs@2024-01-01' = {
  parent: namespace
  name: 'engine-events'
  properties: {
    // Order is kept per market, which is the partition key; four readers can share the work.
    partitionCount: 4
    retentionDescription: {
      cleanupPolicy: 'Delete'
      retentionTimeInHours: 168
    }
  }
}

resource analysis 'Microsoft.EventHub/namespaces/eventhubs/consumergroups@2024-01-01' = {
  parent: hub
  name: 'analysis'
  properties: {
    userMetadata: 'Reports and dashboards beside the trading path.'
  }
}

output namespaceName string = namespace.name
output hubEndpoint string = 'https://${namespace.name}.servicebus.windows.net/${hub.name}'
output analysisGroup string = analysis.name
