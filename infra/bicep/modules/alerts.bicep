// What a person is called for. The words looked for are those that the programs log; a test holds the two together.
param location string
param tags object
param workspaceId string
param workerName string
param alertAddress string

resource people 'Microsoft.Insights/actionGroups@2023-01-01' = if (alertAddress != '') {
  name: 'ag-polycloud'
  location: 'global'
  tags: tags
  properties: {
    groupShortName: 'polycloud'
    enabled: true
    emailReceivers: [
      {
        name: 'operator'
        emailAddress: alertAddress
        useCommonAlertSchema: true
      }
    ]
  }
}

var actions = alertAddress == '' ? [] : [
  people.id
]

resource workerSilent 'Microsoft.Insights/scheduledQueryRules@2023-12-01' = {
  name: 'alert-worker-silent'
  location: location
  tags: tags
  kind: 'LogAlert'
  properties: {
    displayName: 'The worker is silent'
    description: 'Nothing was logged for fifteen minutes; a window every five minutes is logged by a worker that lives. Its heartbeats at the venue have run out long before: look whether it is clear.'
    severity: 0
    enabled: true
    scopes: [
      workspaceId
    ]
    evaluationFrequency: 'PT5M'
    windowSize: 'PT15M'
    // The table comes with the first line that is logged.
    skipQueryValidation: true
    criteria: {
      allOf: [
        {
          query: 'ContainerAppConsoleLogs | where ContainerAppName == \'${workerName}\' | summarize Lines = count()'
          timeAggregation: 'Total'
          metricMeasureColumn: 'Lines'
          operator: 'LessThan'
          threshold: 1
          failingPeriods: {
            numberOfEvaluationPeriods: 1
            minFailingPeriodsToAlert: 1
          }
        }
      ]
    }
    autoMitigate: true
    actions: {
      actionGroups: actions
    }
  }
}

resource killSwitch 'Microsoft.Insights/scheduledQueryRules@2023-12-01' = {
  name: 'alert-kill-switch'
  location: location
  tags: tags
  kind: 'LogAlert'
  properties: {
    displayName: 'The kill switch was used'
    description: 'Somebody or something halted the worker. It stays halted until it is resumed with a reason.'
    severity: 1
    enabled: true
    scopes: [
      workspaceId
    ]
    evaluationFrequency: 'PT1M'
    windowSize: 'PT5M'
    // The table comes with the first line that is logged.
    skipQueryValidation: true
    criteria: {
      allOf: [
        {
          query: 'ContainerAppConsoleLogs | where ContainerAppName == \'${workerName}\' and Log has \'manual-halt\' | summarize Lines = count()'
          timeAggregation: 'Total'
          metricMeasureColumn: 'Lines'
          operator: 'GreaterThan'
          threshold: 0
          failingPeriods: {
            numberOfEvaluationPeriods: 1
            minFailingPeriodsToAlert: 1
          }
        }
      ]
    }
    autoMitigate: false
    actions: {
      actionGroups: actions
    }
  }
}

resource errorRate 'Microsoft.Insights/scheduledQueryRules@2023-12-01' = {
  name: 'alert-error-rate'
  location: location
  tags: tags
  kind: 'LogAlert'
  properties: {
    displayName: 'The worker logs errors'
    description: 'More than ten errors within five minutes.'
    severity: 2
    enabled: true
    scopes: [
      workspaceId
    ]
    evaluationFrequency: 'PT5M'
    windowSize: 'PT5M'
    // The table comes with the first line that is logged.
    skipQueryValidation: true
    criteria: {
      allOf: [
        {
          query: 'ContainerAppConsoleLogs | where ContainerAppName == \'${workerName}\' | extend Line = parse_json(Log) | where tostring(Line.LogLevel) in (\'Error\', \'Critical\') | summarize Lines = count()'
          timeAggregation: 'Total'
          metricMeasureColumn: 'Lines'
          operator: 'GreaterThan'
          threshold: 10
          failingPeriods: {
            numberOfEvaluationPeriods: 1
            minFailingPeriodsToAlert: 1
          }
        }
      ]
    }
    autoMitigate: true
    actions: {
      actionGroups: actions
    }
  }
}

resource dailyLoss 'Microsoft.Insights/scheduledQueryRules@2023-12-01' = {
  name: 'alert-daily-loss'
  location: location
  tags: tags
  kind: 'LogAlert'
  properties: {
    displayName: 'The daily loss limit was hit'
    description: 'All opening has stopped until it is armed again.'
    severity: 1
    enabled: true
    scopes: [
      workspaceId
    ]
    evaluationFrequency: 'PT5M'
    windowSize: 'PT10M'
    // The table comes with the first line that is logged.
    skipQueryValidation: true
    criteria: {
      allOf: [
        {
          query: 'ContainerAppConsoleLogs | where ContainerAppName == \'${workerName}\' and Log has \'daily-loss-limit\' | summarize Lines = count()'
          timeAggregation: 'Total'
          metricMeasureColumn: 'Lines'
          operator: 'GreaterThan'
          threshold: 0
          failingPeriods: {
            numberOfEvaluationPeriods: 1
            minFailingPeriodsToAlert: 1
          }
        }
      ]
    }
    autoMitigate: false
    actions: {
      actionGroups: actions
    }
  }
}

resource stuckOrchestration 'Microsoft.Insights/scheduledQueryRules@2023-12-01' = {
  name: 'alert-stuck-orchestration'
  location: location
  tags: tags
  kind: 'LogAlert'
  properties: {
    displayName: 'An orchestration is stuck'
    description: 'One has been due for longer than it may be.'
    severity: 1
    enabled: true
    scopes: [
      workspaceId
    ]
    evaluationFrequency: 'PT5M'
    windowSize: 'PT15M'
    // The table comes with the first line that is logged.
    skipQueryValidation: true
    criteria: {
      allOf: [
        {
          query: 'AppTraces | where Message has \'orchestration-stuck\' | summarize Lines = count()'
          timeAggregation: 'Total'
          metricMeasureColumn: 'Lines'
          operator: 'GreaterThan'
          threshold: 0
          failingPeriods: {
            numberOfEvaluationPeriods: 1
            minFailingPeriodsToAlert: 1
          }
        }
      ]
    }
    autoMitigate: false
    actions: {
      actionGroups: actions
    }
  }
}
