param location string
param tags object
param workspaceId string

resource workbook 'Microsoft.Insights/workbooks@2023-06-01' = {
  name: guid(resourceGroup().id, 'polycloud-workbook')
  location: location
  tags: tags
  kind: 'shared'
  properties: {
    category: 'workbook'
    displayName: 'PolyCloud'
    sourceId: workspaceId
    serializedData: loadTextContent('workbook.json')
  }
}

output workbookId string = workbook.id
