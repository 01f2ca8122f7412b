package bench

import "time"

// The structs that one would write by hand for just the data of this benchmark.
type (
	bareUser struct {
		BusinessPhones    []string `json:"businessPhones"`
		DisplayName       *string  `json:"displayName"`
		GivenName         *string  `json:"givenName"`
		JobTitle          *string  `json:"jobTitle"`
		Mail              *string  `json:"mail"`
		MobilePhone       *string  `json:"mobilePhone"`
		OfficeLocation    *string  `json:"officeLocation"`
		PreferredLanguage *string  `json:"preferredLanguage"`
		Surname           *string  `json:"surname"`
		UserPrincipalName *string  `json:"userPrincipalName"`
		ID                *string  `json:"id"`
	}
	bareIdentity struct {
		ID          *string `json:"id"`
		DisplayName *string `json:"displayName"`
	}
	bareIdentitySet struct {
		User *bareIdentity `json:"user"`
	}
	bareItem struct {
		ID                   *string          `json:"id,omitempty"`
		Name                 *string          `json:"name,omitempty"`
		Description          *string          `json:"description,omitempty"`
		Size                 *int64           `json:"size,omitempty"`
		CreatedDateTime      *time.Time       `json:"createdDateTime,omitempty"`
		LastModifiedDateTime *time.Time       `json:"lastModifiedDateTime,omitempty"`
		WebURL               *string          `json:"webUrl,omitempty"`
		ETag                 *string          `json:"eTag,omitempty"`
		CTag                 *string          `json:"cTag,omitempty"`
		CreatedBy            *bareIdentitySet `json:"createdBy,omitempty"`
		LastModifiedBy       *bareIdentitySet `json:"lastModifiedBy,omitempty"`
		ParentReference      *struct {
			DriveID   *string `json:"driveId"`
			DriveType *string `json:"driveType"`
			ID        *string `json:"id"`
			Path      *string `json:"path"`
		} `json:"parentReference,omitempty"`
		FileSystemInfo *struct {
			CreatedDateTime      *time.Time `json:"createdDateTime"`
			LastModifiedDateTime *time.Time `json:"lastModifiedDateTime"`
		} `json:"fileSystemInfo,omitempty"`
		Folder *struct {
			ChildCount *int32 `json:"childCount"`
		} `json:"folder,omitempty"`
		File *struct {
			MimeType *string `json:"mimeType"`
			Hashes   *struct {
				QuickXorHash *string `json:"quickXorHash"`
			} `json:"hashes"`
		} `json:"file,omitempty"`
	}
	barePage[T any] struct {
		Value []T `json:"value"`
	}
)
