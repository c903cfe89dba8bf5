param location string
param tags object
param resourceToken string

resource scheduler 'Microsoft.DurableTask/schedulers@2025-11-01' = {
  name: 'dts-${resourceToken}'
  location: location
  tags: tags
  properties: {
    // A Flex Consumption app has no address of its own; the role is what lets it in.
    ipAllowlist: [
      '0.0.0.0/0'
    ]
    sku: {
      name: 'Consumption'
    }
  }
}

resource hub 'Microsoft.DurableTask/schedulers/taskHubs@2025-11-01' = {
  parent: scheduler
  name: 'polycloud'
  properties: {}
}

resource retention 'Microsoft.DurableTask/schedulers/retentionPolicies@2025-11-01' = {
  parent: scheduler
  name: 'default'
  properties: {
    retentionPolicies: [
      {
        retentionPeriodInDays: 30
        orchestrationState: 'Completed'
      }
      {
        retentionPeriodInDays: 90
        orchestrationState: 'Failed'
      }
      {
        retentionPeriodInDays: 90
        orchestrationState: 'Terminated'
      }
    ]
  }
}

output endpoint string = scheduler.properties.endpoint
output hubName string = hub.name
output retentionName string = retention.name
