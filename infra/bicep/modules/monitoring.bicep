param location string
param tags object
param resourceToken string

resource workspace 'Microsoft.OperationalInsights/workspaces@2025-07-01' = {
  name: 'log-${resourceToken}'
  location: location
  tags: tags
  properties: {
    sku: {
      name: 'PerGB2018'
    }
    retentionInDays: 30
    // Ten times what one worker and its control plane write in a day: a loop that logs cannot run up the bill.
    workspaceCapping: {
      dailyQuotaGb: 5
    }
    features: {
      disableLocalAuth: true
    }
  }
}

resource insights 'Microsoft.Insights/components@2020-02-02' = {
  name: 'appi-${resourceToken}'
  location: location
  tags: tags
  kind: 'web'
  properties: {
    Application_Type: 'web'
    WorkspaceResourceId: workspace.id
    DisableLocalAuth: true
  }
}

output workspaceId string = workspace.id
output insightsName string = insights.name
// Names the component and its address; without a role it opens nothing, as local authentication is off.
output insightsConnection string = insights.properties.ConnectionString
