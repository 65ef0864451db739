BeforeDiscovery {
    . $PSScriptRoot/Support/Missy.ps1
    . $PSScriptRoot/Support/Output.ps1
    $types = Get-OutputType | ForEach-Object { @{ Name = $_.FullName; Type = $_ } }
}

BeforeAll {
    . $PSScriptRoot/Support/Missy.ps1
    . $PSScriptRoot/Support/Output.ps1
    $style = $PSStyle.OutputRendering
    $PSStyle.OutputRendering = 'PlainText'
    $texts = @(
        'gpt-6.2-mini'
        'accounts/some-company/models/' + 'a-very-long-name-' * 16
        'The service did not say why, and it was asked three times. ' * 5
        '模型的名字很长🤖🚀非常长' * 12
        "one line`nand another`n`n`tand more"
    )
}

AfterAll {
    $PSStyle.OutputRendering = $style
    Reset-Missy
}

Describe 'The output type <Name>' -ForEach $types {
    It 'has a table and a list' {
        $shapes = (Get-FormatData -TypeName $Name -PowerShellVersion $PSVersionTable.PSVersion).FormatViewDefinition.Control | ForEach-Object { $_.GetType().Name }
        $shapes | Should -Contain 'TableControl'
        $shapes | Should -Contain 'ListControl'
    }

    It 'has default properties and a record for export, all of which it has' {
        $data = Get-TypeData -TypeName $Name
        $data | Should -Not -BeNullOrEmpty
        $sample = New-Sample $Type 'gpt-6.2-mini'
        $sample.PSStandardMembers.DefaultDisplayPropertySet.ReferencedPropertyNames | Should -BeIn $sample.PSObject.Properties.Name
        $sample.PSObject.Members['Record'].ReferencedPropertyNames | Should -BeIn $sample.PSObject.Properties.Name
    }

    It 'is shown without an error where all is null that may be' {
        $sample = New-Sample $Type 'm' -Bare
        $shown = ($sample | Format-Table -ShowError -DisplayError | Out-String -Width 80), ($sample | Format-List -ShowError -DisplayError | Out-String -Width 80)
        $shown | ForEach-Object { $_ | Should -Not -Match '#ERR|Exception|failed to evaluate' }
        { $sample | Select-Object Record | ConvertTo-Csv } | Should -Not -Throw
    }

    It 'fits into 80 columns as table, as list and as it is, whatever the texts' {
        $errors = $global:Error.Count
        foreach ($text in $texts) {
            $sample = New-Sample $Type $text
            $shown = @{
                Table   = $sample, $sample | Format-Table -ShowError -DisplayError | Out-String -Width 80
                List    = $sample | Format-List -ShowError -DisplayError | Out-String -Width 80
                Default = $sample | Out-String -Width 80
            }
            foreach ($shape in $shown.Keys) {
                $shown[$shape] | Should -Not -Match '#ERR|failed to evaluate' -Because $shape
                $shown[$shape].Trim() | Should -Not -BeNullOrEmpty -Because $shape
                $tooLong = $shown[$shape] -split '\r?\n' | Where-Object { $_.Length -gt 40 -and (Get-CellCount $_) -gt 80 }
                $tooLong | Should -BeNullOrEmpty -Because "$shape of '$text' is to fit"
            }

            $shown.List | Should -Not -Match '…' -Because 'a list leaves nothing out'
        }

        $global:Error.Count | Should -Be $errors
    }
}

Describe 'The file of views' {
    It 'names no type of Missy''s in a literal, which each import of the module would look for in all assemblies' {
        Get-Content (Join-Path $Root module bin Missy.Format.ps1xml) -Raw | Should -Not -Match '\[Missy\.'
    }
}

Describe 'The file of types' {
    It 'has no script and names no type of .NET, for each import of the module would parse the one and look for the other' {
        $file = [xml] (Get-Content "$Root/module/bin/Missy.Types.ps1xml" -Raw)
        $file.Types.Type | Should -Not -BeNullOrEmpty
        $elements = $file.SelectNodes('//*').LocalName | Sort-Object -Unique
        $elements | Should -BeIn 'Types', 'Type', 'Name', 'Members', 'MemberSet', 'PropertySet', 'ReferencedProperties', 'AliasProperty', 'ReferencedMemberName', 'NoteProperty', 'Value'
        $file.InnerText | Should -Not -Match '[$[(]'
    }
}
