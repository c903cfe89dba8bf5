param location string
param tags object
param resourceToken string
param identityId string
param identityClientId string
param hostAccountName string
param packageContainer string
param tablesEndpoint string
param vaultUri string
@description('Where telemetry goes; no secret while local authentication is off.')
param insightsConnection string
param durableBackend string
param schedulerConnection string
param taskHubName string
param authClientId string
param walletType string
param walletFunder string

resource plan 'Microsoft.Web/serverfarms@2024-11-01' = {
  name: 'plan-${resourceToken}'
  location: location
  tags: tags
  sku: {
    name: 'FC1'
    tier: 'FlexConsumption'
  }
  properties: {
    reserved: true
  }
}

var durableSettings = durableBackend == 'scheduler'
  ? [
      {
        name: 'DURABLE_TASK_SCHEDULER_CONNECTION_STRING'
        value: schedulerConnection
      }
    ]
  : [
      // host.json names the scheduler; these put tables and queues in its place.
      {
        name: 'AzureFunctionsJobHost__extensions__durableTask__storageProvider__type'
        value: 'AzureStorage'
      }
      {
        name: 'AzureFunctionsJobHost__extensions__durableTask__storageProvider__connectionName'
        value: 'AzureWebJobsStorage'
      }
    ]

resource app 'Microsoft.Web/sites@2024-11-01' = {
  name: 'func-control-${resourceToken}'
  location: location
  kind: 'functionapp,linux'
  tags: union(tags, {
    'azd-service-name': 'control'
  })
  identity: {
    type: 'UserAssigned'
    userAssignedIdentities: {
      '${identityId}': {}
    }
  }
  properties: {
    serverFarmId: plan.id
    httpsOnly: true
    keyVaultReferenceIdentity: identityId
    siteConfig: {
      minTlsVersion: '1.2'
      ftpsState: 'Disabled'
      http20Enabled: true
      healthCheckPath: '/api/health'
      appSettings: concat(
        [
          {
            name: 'AzureWebJobsStorage__credential'
            value: 'managedidentity'
          }
          {
            name: 'AzureWebJobsStorage__clientId'
            value: identityClientId
          }
          {
            name: 'AzureWebJobsStorage__accountName'
            value: hostAccountName
          }
          {
            name: 'APPLICATIONINSIGHTS_CONNECTION_STRING'
            value: insightsConnection
          }
          {
            name: 'APPLICATIONINSIGHTS_AUTHENTICATION_STRING'
            value: 'ClientId=${identityClientId};Authorization=AAD'
          }
          {
            name: 'TASKHUB_NAME'
            value: taskHubName
          }
          {
            name: 'AZURE_CLIENT_ID'
            value: identityClientId
          }
          {
            name: 'POLYCLOUD_TABLES_CONNECTION'
            value: 'TableEndpoint=${tablesEndpoint};Authentication=ManagedIdentity;ClientId=${identityClientId}'
          }
          {
            name: 'POLYCLOUD_KEY_VAULT'
            value: vaultUri
          }
          {
            name: 'POLYCLOUD_SIGNATURE_TYPE'
            value: walletType
          }
          {
            name: 'POLYCLOUD_FUNDER'
            value: walletFunder
          }
        ],
        durableSettings
      )
    }
    functionAppConfig: {
      deployment: {
        storage: {
          type: 'blobContainer'
          value: packageContainer
          authentication: {
            type: 'UserAssignedIdentity'
            userAssignedIdentityResourceId: identityId
          }
        }
      }
      runtime: {
        name: 'dotnet-isolated'
        version: '10.0'
      }
      scaleAndConcurrency: {
        maximumInstanceCount: 40
        instanceMemoryMB: 2048
        // Timers of orchestrations must not wait for a cold start.
        alwaysReady: [
          {
            name: 'durable'
            instanceCount: 1
          }
        ]
      }
    }
  }
}

// The platform proves who calls; the code asks for the role. Without a client id nobody is let in, as no caller is proven.
resource signIn 'Microsoft.Web/sites/config@2024-11-01' = if (authClientId != '') {
  parent: app
  name: 'authsettingsV2'
  properties: {
    platform: {
      enabled: true
    }
    globalValidation: {
      requireAuthentication: true
      unauthenticatedClientAction: 'Return401'
      excludedPaths: [
        '/api/health'
      ]
    }
    identityProviders: {
      azureActiveDirectory: {
        enabled: true
        registration: {
          clientId: authClientId
          openIdIssuer: '${az.environment().authentication.loginEndpoint}${tenant().tenantId}/v2.0'
        }
        validation: {
          allowedAudiences: [
            'api://${authClientId}'
            authClientId
          ]
        }
      }
    }
    login: {
      tokenStore: {
        enabled: false
      }
    }
  }
}

output address string = 'https://${app.properties.defaultHostName}'
