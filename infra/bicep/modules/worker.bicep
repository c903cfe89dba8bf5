param location string
param tags object
param resourceToken string
param identityId string
param identityClientId string
param registryServer string
@description('Where telemetry goes; no secret while local authentication is off.')
param insightsConnection string
param workspaceId string
param mode string
param walletType string
param walletFunder string
param tablesEndpoint string
param journalEndpoint string
param eventHubEndpoint string
param vaultUri string

resource environment 'Microsoft.App/managedEnvironments@2025-07-01' = {
  name: 'cae-${resourceToken}'
  location: location
  tags: tags
  properties: {
    // Not 'log-analytics', which needs the workspace's key.
    appLogsConfiguration: {
      destination: 'azure-monitor'
    }
  }
}

resource logs 'Microsoft.Insights/diagnosticSettings@2021-05-01-preview' = {
  name: 'to-workspace'
  scope: environment
  properties: {
    workspaceId: workspaceId
    logs: [
      {
        categoryGroup: 'allLogs'
        enabled: true
      }
    ]
  }
}

// Always one replica. That is no mutual exclusion: a new revision or a move to another node overlaps two, and only the lease
// with its fencing epoch and the one credential an epoch keep them apart.
resource worker 'Microsoft.App/containerApps@2025-07-01' = {
  name: 'ca-worker-${resourceToken}'
  location: location
  tags: union(tags, {
    'azd-service-name': 'worker'
  })
  identity: {
    type: 'UserAssigned'
    userAssignedIdentities: {
      '${identityId}': {}
    }
  }
  properties: {
    managedEnvironmentId: environment.id
    configuration: {
      activeRevisionsMode: 'Single'
      registries: [
        {
          server: registryServer
          identity: identityId
        }
      ]
    }
    template: {
      // A stop has 60 s to prove that nothing is open at the venue, and 10 s to store what it knows.
      terminationGracePeriodSeconds: 90
      containers: [
        {
          name: 'worker'
          // The first image only; the deployment of the service sets the real one.
          image: 'mcr.microsoft.com/azuredocs/containerapps-helloworld:latest'
          args: [
            mode
          ]
          resources: {
            cpu: json('1.0')
            memory: '2.0Gi'
          }
          env: [
            {
              name: 'AZURE_CLIENT_ID'
              value: identityClientId
            }
            {
              name: 'APPLICATIONINSIGHTS_CONNECTION_STRING'
              value: insightsConnection
            }
            {
              name: 'POLYCLOUD_LIVE'
              value: mode == 'live' ? 'yes' : 'no'
            }
            {
              name: 'POLYCLOUD_SIGNATURE_TYPE'
              value: walletType
            }
            {
              name: 'POLYCLOUD_FUNDER'
              value: walletFunder
            }
            {
              name: 'POLYCLOUD_KEY_VAULT'
              value: vaultUri
            }
            {
              name: 'POLYCLOUD_TABLES_CONNECTION'
              value: 'TableEndpoint=${tablesEndpoint};Authentication=ManagedIdentity;ClientId=${identityClientId}'
            }
            {
              name: 'POLYCLOUD_CONTROL_PLANE'
              value: 'yes'
            }
            {
              name: 'POLYCLOUD_JOURNAL'
              value: '/data/journal'
            }
            {
              name: 'POLYCLOUD_JOURNAL_BLOBS'
              value: journalEndpoint
            }
            {
              name: 'POLYCLOUD_EVENT_HUB'
              value: eventHubEndpoint
            }
            {
              name: 'POLYCLOUD_HEALTH_PORT'
              value: '8081'
            }
          ]
          volumeMounts: [
            {
              volumeName: 'data'
              mountPath: '/data'
            }
          ]
          probes: [
            {
              type: 'Startup'
              httpGet: {
                path: '/health/startup'
                port: 8081
              }
              periodSeconds: 5
              failureThreshold: 60
            }
            {
              type: 'Liveness'
              httpGet: {
                path: '/health/live'
                port: 8081
              }
              periodSeconds: 10
              failureThreshold: 6
            }
            {
              type: 'Readiness'
              httpGet: {
                path: '/health/ready'
                port: 8081
              }
              periodSeconds: 10
              failureThreshold: 3
            }
          ]
        }
      ]
      scale: {
        minReplicas: 1
        maxReplicas: 1
      }
      // Lost with its replica: what must survive is in tables, and each sealed segment of the journal is shipped.
      volumes: [
        {
          name: 'data'
          storageType: 'EmptyDir'
        }
      ]
    }
  }
}

output workerName string = worker.name
