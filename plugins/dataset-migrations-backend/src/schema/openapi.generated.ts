// Generated from plugins/dataset-migrations-backend/src/schema/openapi.yaml by scripts/generate-api.mjs; do not edit.
export const spec = {
  "openapi": "3.1.0",
  "info": {
    "title": "dataset-migrations",
    "version": "1",
    "description": "Moves every consumer of a dataset onto its replacement, and shows how far it is.",
    "license": {
      "name": "Apache-2.0",
      "url": "http://www.apache.org/licenses/LICENSE-2.0.html"
    }
  },
  "servers": [
    {
      "url": "/api/dataset-migrations"
    }
  ],
  "security": [
    {
      "bearer": []
    }
  ],
  "tags": [
    {
      "name": "events",
      "description": "Who is told what happens, by signed webhooks."
    },
    {
      "name": "fleet",
      "description": "What holds for all migrations - limits, the kill switch, webhooks."
    },
    {
      "name": "incoming",
      "description": "What teams have to do."
    },
    {
      "name": "migrations",
      "description": "Campaigns, each from a dataset to its replacement."
    },
    {
      "name": "targets",
      "description": "Repositories that have to move, and what agents did there."
    },
    {
      "name": "waves",
      "description": "In which order and when targets are released."
    }
  ],
  "paths": {
    "/migrations": {
      "get": {
        "operationId": "ListMigrations",
        "tags": [
          "migrations"
        ],
        "summary": "Migrations, newest first.",
        "description": "Those that the caller may see, with what the caller may do with each. Follow pageInfo.nextCursor for the next page.",
        "parameters": [
          {
            "name": "entityRef",
            "in": "query",
            "allowReserved": true,
            "description": "Only those that move this dataset, from or to.",
            "schema": {
              "type": "string",
              "maxLength": 400
            }
          },
          {
            "name": "state",
            "in": "query",
            "description": "Only these states.",
            "explode": true,
            "schema": {
              "type": "array",
              "items": {
                "$ref": "#/components/schemas/MigrationState"
              }
            }
          },
          {
            "$ref": "#/components/parameters/limit"
          },
          {
            "$ref": "#/components/parameters/cursor"
          },
          {
            "$ref": "#/components/parameters/fields"
          }
        ],
        "responses": {
          "200": {
            "description": "One page.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/MigrationPage"
                }
              }
            }
          },
          "400": {
            "$ref": "#/components/responses/BadRequest"
          },
          "401": {
            "$ref": "#/components/responses/Unauthenticated"
          },
          "403": {
            "$ref": "#/components/responses/NotAllowed"
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      },
      "post": {
        "operationId": "CreateMigration",
        "tags": [
          "migrations"
        ],
        "summary": "Checks a contract and stores it as a draft.",
        "description": "The contract is checked against the catalog and against migrations that run. Nothing is planned or published. With the header Idempotency-Key a call that was answered before is answered the same again for a day.",
        "parameters": [
          {
            "$ref": "#/components/parameters/idempotencyKey"
          }
        ],
        "requestBody": {
          "required": true,
          "content": {
            "application/json": {
              "schema": {
                "$ref": "#/components/schemas/CreateMigrationRequest"
              },
              "example": {
                "contract": "apiVersion: skein.dev/v1alpha1\nkind: MappingContract\nmetadata: { name: user-activity-v2 }\nspec:\n  datasets:\n    - from:\n        entityRef: resource:default/user-activity-v1\n        names: [{ platform: bigquery, name: acme-prod.analytics.user_activity_v1 }]\n        schema: [{ name: user_id }]\n      to:\n        entityRef: resource:default/user-activity-v2\n        names: [{ platform: bigquery, name: acme-prod.core.user_activity }]\n        schema: [{ name: account_id }]\n      fields: [{ from: user_id, to: account_id }]\n",
                "requiredLevel": "E3",
                "deadline": "2027-03-31",
                "dryRun": true
              }
            }
          }
        },
        "responses": {
          "201": {
            "description": "The draft. With dryRun nothing is stored, and the id is empty.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/Migration"
                }
              }
            }
          },
          "400": {
            "$ref": "#/components/responses/BadRequest"
          },
          "401": {
            "$ref": "#/components/responses/Unauthenticated"
          },
          "403": {
            "$ref": "#/components/responses/NotAllowed"
          },
          "409": {
            "$ref": "#/components/responses/Conflict"
          },
          "422": {
            "$ref": "#/components/responses/KeyReused"
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/migrations/{migrationId}": {
      "parameters": [
        {
          "$ref": "#/components/parameters/migrationId"
        }
      ],
      "get": {
        "operationId": "GetMigration",
        "tags": [
          "migrations"
        ],
        "summary": "One migration.",
        "description": "Its state, how far its targets are, and what the caller may do now. Its ETag may be sent as If-Match when it is changed.",
        "parameters": [
          {
            "$ref": "#/components/parameters/fields"
          }
        ],
        "responses": {
          "200": {
            "$ref": "#/components/responses/Migration"
          },
          "400": {
            "$ref": "#/components/responses/BadRequest"
          },
          "401": {
            "$ref": "#/components/responses/Unauthenticated"
          },
          "403": {
            "$ref": "#/components/responses/NotAllowed"
          },
          "404": {
            "$ref": "#/components/responses/NotFound"
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      },
      "patch": {
        "operationId": "UpdateMigration",
        "tags": [
          "migrations"
        ],
        "summary": "Changes a draft or a plan; a changed contract is a new version and needs a new plan.",
        "description": "What is absent stays as it is. Contract, level and deadline can be changed until the start; follow-up, agents, budget and judges also while it runs. Send If-Match so as not to overwrite what somebody else has changed meanwhile; with dryRun nothing is changed.",
        "parameters": [
          {
            "$ref": "#/components/parameters/ifMatch"
          }
        ],
        "requestBody": {
          "required": true,
          "content": {
            "application/json": {
              "schema": {
                "$ref": "#/components/schemas/UpdateMigrationRequest"
              },
              "example": {
                "deadline": "2027-04-30",
                "requiredLevel": "E4"
              }
            }
          }
        },
        "responses": {
          "200": {
            "$ref": "#/components/responses/Migration"
          },
          "400": {
            "$ref": "#/components/responses/BadRequest"
          },
          "401": {
            "$ref": "#/components/responses/Unauthenticated"
          },
          "403": {
            "$ref": "#/components/responses/NotAllowed"
          },
          "404": {
            "$ref": "#/components/responses/NotFound"
          },
          "409": {
            "$ref": "#/components/responses/Conflict"
          },
          "412": {
            "$ref": "#/components/responses/Stale"
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/migrations/{migrationId}/contract": {
      "parameters": [
        {
          "$ref": "#/components/parameters/migrationId"
        }
      ],
      "get": {
        "operationId": "GetContract",
        "tags": [
          "migrations"
        ],
        "summary": "The contract in force, as it was written.",
        "description": "As text, with the same in plain words. Its ETag may be sent as If-Match when it is changed.",
        "parameters": [
          {
            "$ref": "#/components/parameters/fields"
          }
        ],
        "responses": {
          "200": {
            "description": "The contract.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/StoredContract"
                }
              }
            }
          },
          "400": {
            "$ref": "#/components/responses/BadRequest"
          },
          "401": {
            "$ref": "#/components/responses/Unauthenticated"
          },
          "403": {
            "$ref": "#/components/responses/NotAllowed"
          },
          "404": {
            "$ref": "#/components/responses/NotFound"
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/migrations/{migrationId}/plan": {
      "parameters": [
        {
          "$ref": "#/components/parameters/migrationId"
        }
      ],
      "post": {
        "operationId": "PlanMigration",
        "tags": [
          "migrations"
        ],
        "summary": "Finds the consumers and makes one target for each repository or owner's share.",
        "description": "Asks the catalog and searches code, which may take a minute. A migration that is planned already is planned anew; planHash tells one plan from another. With dryRun nothing is changed, and the answer is the migration as the plan would make it.",
        "requestBody": {
          "required": false,
          "content": {
            "application/json": {
              "schema": {
                "$ref": "#/components/schemas/PlanRequest"
              },
              "example": {
                "includeUndeclared": true
              }
            }
          }
        },
        "responses": {
          "200": {
            "$ref": "#/components/responses/Migration"
          },
          "400": {
            "$ref": "#/components/responses/BadRequest"
          },
          "401": {
            "$ref": "#/components/responses/Unauthenticated"
          },
          "403": {
            "$ref": "#/components/responses/NotAllowed"
          },
          "404": {
            "$ref": "#/components/responses/NotFound"
          },
          "409": {
            "$ref": "#/components/responses/Conflict"
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/migrations/{migrationId}/preview": {
      "parameters": [
        {
          "$ref": "#/components/parameters/migrationId"
        }
      ],
      "post": {
        "operationId": "PreviewMigration",
        "tags": [
          "migrations"
        ],
        "summary": "Runs the agents on every target of a planned migration; nothing is published.",
        "description": "Patches and evidence are there to be looked at when it is through. A second preview takes in only what a new plan has added. With dryRun no agent runs, and the answer is the migration as it would be, with its targets by state.",
        "requestBody": {
          "$ref": "#/components/requestBodies/DryRun"
        },
        "responses": {
          "200": {
            "$ref": "#/components/responses/Migration"
          },
          "400": {
            "$ref": "#/components/responses/BadRequest"
          },
          "401": {
            "$ref": "#/components/responses/Unauthenticated"
          },
          "403": {
            "$ref": "#/components/responses/NotAllowed"
          },
          "404": {
            "$ref": "#/components/responses/NotFound"
          },
          "409": {
            "$ref": "#/components/responses/Conflict"
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/migrations/{migrationId}/start": {
      "parameters": [
        {
          "$ref": "#/components/parameters/migrationId"
        }
      ],
      "post": {
        "operationId": "StartMigration",
        "tags": [
          "migrations"
        ],
        "summary": "Lets a plan begin.",
        "description": "Its first wave opens, proposals of a preview for it are published, and agents work on the rest of it. With dryRun nothing begins, and the answer is the migration as it would be, with its targets by state. Where so many targets need a second person, the start is noted and refused with 409 until somebody else approves; the answer of a dryRun says so in secondPerson.",
        "requestBody": {
          "required": false,
          "content": {
            "application/json": {
              "schema": {
                "$ref": "#/components/schemas/StartRequest"
              },
              "example": {
                "planHash": "3f1c9a52",
                "waves": [
                  {
                    "title": "Canary",
                    "size": 10
                  },
                  {}
                ]
              }
            }
          }
        },
        "responses": {
          "200": {
            "$ref": "#/components/responses/Migration"
          },
          "400": {
            "$ref": "#/components/responses/BadRequest"
          },
          "401": {
            "$ref": "#/components/responses/Unauthenticated"
          },
          "403": {
            "$ref": "#/components/responses/NotAllowed"
          },
          "404": {
            "$ref": "#/components/responses/NotFound"
          },
          "409": {
            "$ref": "#/components/responses/Conflict"
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/migrations/{migrationId}/pause": {
      "parameters": [
        {
          "$ref": "#/components/parameters/migrationId"
        }
      ],
      "post": {
        "operationId": "PauseMigration",
        "tags": [
          "migrations"
        ],
        "summary": "Begins nothing more, and ends and gives back within seconds what runs; open pull requests stay.",
        "description": "Resume undoes it. With dryRun nothing is changed, and the answer is the migration as it would be.",
        "requestBody": {
          "$ref": "#/components/requestBodies/StateChange"
        },
        "responses": {
          "200": {
            "$ref": "#/components/responses/Migration"
          },
          "400": {
            "$ref": "#/components/responses/BadRequest"
          },
          "401": {
            "$ref": "#/components/responses/Unauthenticated"
          },
          "403": {
            "$ref": "#/components/responses/NotAllowed"
          },
          "404": {
            "$ref": "#/components/responses/NotFound"
          },
          "409": {
            "$ref": "#/components/responses/Conflict"
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/migrations/{migrationId}/resume": {
      "parameters": [
        {
          "$ref": "#/components/parameters/migrationId"
        }
      ],
      "post": {
        "operationId": "ResumeMigration",
        "tags": [
          "migrations"
        ],
        "summary": "Lets a paused migration go on.",
        "description": "Failures in a row are counted from zero again. With dryRun nothing is changed, and the answer is the migration as it would be.",
        "requestBody": {
          "$ref": "#/components/requestBodies/StateChange"
        },
        "responses": {
          "200": {
            "$ref": "#/components/responses/Migration"
          },
          "400": {
            "$ref": "#/components/responses/BadRequest"
          },
          "401": {
            "$ref": "#/components/responses/Unauthenticated"
          },
          "403": {
            "$ref": "#/components/responses/NotAllowed"
          },
          "404": {
            "$ref": "#/components/responses/NotFound"
          },
          "409": {
            "$ref": "#/components/responses/Conflict"
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/migrations/{migrationId}/cancel": {
      "parameters": [
        {
          "$ref": "#/components/parameters/migrationId"
        }
      ],
      "post": {
        "operationId": "CancelMigration",
        "tags": [
          "migrations"
        ],
        "summary": "Ends a migration for good.",
        "description": "Every target that is not settled is cancelled; open pull requests stay with their teams. It cannot be undone. With dryRun nothing is changed, and the answer is the migration as it would be, with its targets by state.",
        "requestBody": {
          "$ref": "#/components/requestBodies/StateChange"
        },
        "responses": {
          "200": {
            "$ref": "#/components/responses/Migration"
          },
          "400": {
            "$ref": "#/components/responses/BadRequest"
          },
          "401": {
            "$ref": "#/components/responses/Unauthenticated"
          },
          "403": {
            "$ref": "#/components/responses/NotAllowed"
          },
          "404": {
            "$ref": "#/components/responses/NotFound"
          },
          "409": {
            "$ref": "#/components/responses/Conflict"
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/migrations/{migrationId}/owners": {
      "parameters": [
        {
          "$ref": "#/components/parameters/migrationId"
        }
      ],
      "put": {
        "operationId": "SetOwners",
        "tags": [
          "migrations"
        ],
        "summary": "Hands a migration over, and says who runs it beside its owner.",
        "description": "Takes the place of what was set before, in every state. Groups and users that are named anew have to be in the catalog, and are told. With dryRun nothing is changed. Send If-Match so as not to overwrite what somebody else has set meanwhile.",
        "parameters": [
          {
            "$ref": "#/components/parameters/ifMatch"
          }
        ],
        "requestBody": {
          "required": true,
          "content": {
            "application/json": {
              "schema": {
                "$ref": "#/components/schemas/OwnersRequest"
              },
              "example": {
                "ownerRef": "group:default/payments",
                "coOwnerRefs": [
                  "group:default/growth-data"
                ],
                "reason": "The dataset moves to payments in spring",
                "dryRun": true
              }
            }
          }
        },
        "responses": {
          "200": {
            "$ref": "#/components/responses/Migration"
          },
          "400": {
            "$ref": "#/components/responses/BadRequest"
          },
          "401": {
            "$ref": "#/components/responses/Unauthenticated"
          },
          "403": {
            "$ref": "#/components/responses/NotAllowed"
          },
          "404": {
            "$ref": "#/components/responses/NotFound"
          },
          "412": {
            "$ref": "#/components/responses/Stale"
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/migrations/{migrationId}/waves": {
      "parameters": [
        {
          "$ref": "#/components/parameters/migrationId"
        }
      ],
      "get": {
        "operationId": "ListWaves",
        "tags": [
          "waves"
        ],
        "summary": "In which order targets are released, and what each gate waits for.",
        "description": "With the states of their targets, and what the caller may decide now.",
        "parameters": [
          {
            "$ref": "#/components/parameters/fields"
          }
        ],
        "responses": {
          "200": {
            "$ref": "#/components/responses/Waves"
          },
          "400": {
            "$ref": "#/components/responses/BadRequest"
          },
          "401": {
            "$ref": "#/components/responses/Unauthenticated"
          },
          "403": {
            "$ref": "#/components/responses/NotAllowed"
          },
          "404": {
            "$ref": "#/components/responses/NotFound"
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      },
      "put": {
        "operationId": "SetWaves",
        "tags": [
          "waves"
        ],
        "summary": "Divides the targets of a draft or a plan into waves; a target that a person put into a wave stays there.",
        "description": "Takes the place of what was set before, now and with each plan to come. With dryRun nothing is changed. Send If-Match so as not to overwrite what somebody else has set meanwhile.",
        "parameters": [
          {
            "$ref": "#/components/parameters/ifMatch"
          }
        ],
        "requestBody": {
          "required": true,
          "content": {
            "application/json": {
              "schema": {
                "$ref": "#/components/schemas/WavesRequest"
              },
              "example": {
                "waves": [
                  {
                    "title": "Canary",
                    "size": 10,
                    "gate": {
                      "maxFailureShare": 0.1
                    }
                  },
                  {}
                ],
                "dryRun": true
              }
            }
          }
        },
        "responses": {
          "200": {
            "$ref": "#/components/responses/Waves"
          },
          "400": {
            "$ref": "#/components/responses/BadRequest"
          },
          "401": {
            "$ref": "#/components/responses/Unauthenticated"
          },
          "403": {
            "$ref": "#/components/responses/NotAllowed"
          },
          "404": {
            "$ref": "#/components/responses/NotFound"
          },
          "409": {
            "$ref": "#/components/responses/Conflict"
          },
          "412": {
            "$ref": "#/components/responses/Stale"
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/migrations/{migrationId}/calendar": {
      "parameters": [
        {
          "$ref": "#/components/parameters/migrationId"
        }
      ],
      "get": {
        "operationId": "GetMigrationCalendar",
        "tags": [
          "waves"
        ],
        "summary": "When targets of the migration may be released and published.",
        "description": "The calendar, whether it is open now, and when that changes.",
        "parameters": [
          {
            "$ref": "#/components/parameters/fields"
          }
        ],
        "responses": {
          "200": {
            "$ref": "#/components/responses/Calendar"
          },
          "400": {
            "$ref": "#/components/responses/BadRequest"
          },
          "401": {
            "$ref": "#/components/responses/Unauthenticated"
          },
          "403": {
            "$ref": "#/components/responses/NotAllowed"
          },
          "404": {
            "$ref": "#/components/responses/NotFound"
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      },
      "put": {
        "operationId": "SetMigrationCalendar",
        "tags": [
          "waves"
        ],
        "summary": "Sets when targets of the migration may be released and published.",
        "description": "Takes the place of what was set before; null takes it away. With dryRun nothing is changed. Send If-Match so as not to overwrite what somebody else has set meanwhile.",
        "parameters": [
          {
            "$ref": "#/components/parameters/ifMatch"
          }
        ],
        "requestBody": {
          "$ref": "#/components/requestBodies/Calendar"
        },
        "responses": {
          "200": {
            "$ref": "#/components/responses/Calendar"
          },
          "400": {
            "$ref": "#/components/responses/BadRequest"
          },
          "401": {
            "$ref": "#/components/responses/Unauthenticated"
          },
          "403": {
            "$ref": "#/components/responses/NotAllowed"
          },
          "404": {
            "$ref": "#/components/responses/NotFound"
          },
          "412": {
            "$ref": "#/components/responses/Stale"
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/team-calendar": {
      "parameters": [
        {
          "name": "ownerRef",
          "in": "query",
          "required": true,
          "allowReserved": true,
          "description": "Group or user that owns targets.",
          "schema": {
            "type": "string",
            "maxLength": 400
          }
        }
      ],
      "get": {
        "operationId": "GetTeamCalendar",
        "tags": [
          "waves"
        ],
        "summary": "When targets of a team may be released and published, in every migration.",
        "description": "The calendar, whether it is open now, and when that changes.",
        "parameters": [
          {
            "$ref": "#/components/parameters/fields"
          }
        ],
        "responses": {
          "200": {
            "$ref": "#/components/responses/Calendar"
          },
          "400": {
            "$ref": "#/components/responses/BadRequest"
          },
          "401": {
            "$ref": "#/components/responses/Unauthenticated"
          },
          "403": {
            "$ref": "#/components/responses/NotAllowed"
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      },
      "put": {
        "operationId": "SetTeamCalendar",
        "tags": [
          "waves"
        ],
        "summary": "Sets when targets of a team may be released and published.",
        "description": "Holds in every migration. For members of the team and for admins; null takes it away. With dryRun nothing is changed. Send If-Match so as not to overwrite what somebody else has set meanwhile.",
        "parameters": [
          {
            "$ref": "#/components/parameters/ifMatch"
          }
        ],
        "requestBody": {
          "$ref": "#/components/requestBodies/Calendar"
        },
        "responses": {
          "200": {
            "$ref": "#/components/responses/Calendar"
          },
          "400": {
            "$ref": "#/components/responses/BadRequest"
          },
          "401": {
            "$ref": "#/components/responses/Unauthenticated"
          },
          "403": {
            "$ref": "#/components/responses/NotAllowed"
          },
          "412": {
            "$ref": "#/components/responses/Stale"
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/migrations/{migrationId}/waves/{waveNumber}/targets": {
      "parameters": [
        {
          "$ref": "#/components/parameters/migrationId"
        },
        {
          "$ref": "#/components/parameters/waveNumber"
        }
      ],
      "post": {
        "operationId": "MoveToWave",
        "tags": [
          "waves"
        ],
        "summary": "Puts targets that were not released yet into this wave.",
        "description": "All of them or none. They stay there when the migration is planned anew. With dryRun nothing is changed.",
        "requestBody": {
          "required": true,
          "content": {
            "application/json": {
              "schema": {
                "$ref": "#/components/schemas/MoveToWaveRequest"
              },
              "example": {
                "targetIds": [
                  "2f1d8a0e-8f55-4f0c-9f6e-1f0f4a6f1a11"
                ]
              }
            }
          }
        },
        "responses": {
          "200": {
            "$ref": "#/components/responses/Waves"
          },
          "400": {
            "$ref": "#/components/responses/BadRequest"
          },
          "401": {
            "$ref": "#/components/responses/Unauthenticated"
          },
          "403": {
            "$ref": "#/components/responses/NotAllowed"
          },
          "404": {
            "$ref": "#/components/responses/NotFound"
          },
          "409": {
            "$ref": "#/components/responses/Conflict"
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/migrations/{migrationId}/waves/{waveNumber}/decision": {
      "parameters": [
        {
          "$ref": "#/components/parameters/migrationId"
        },
        {
          "$ref": "#/components/parameters/waveNumber"
        }
      ],
      "post": {
        "operationId": "DecideWave",
        "tags": [
          "waves"
        ],
        "summary": "What a person says about a wave that is under way.",
        "description": "Approve what a gate waits for, let the next wave begin, halt, or resume. With dryRun nothing is changed, and the answer is the waves as they would be.",
        "requestBody": {
          "required": true,
          "content": {
            "application/json": {
              "schema": {
                "$ref": "#/components/schemas/WaveDecisionRequest"
              },
              "example": {
                "decision": "halt",
                "reason": "Odd diffs in two repositories",
                "dryRun": true
              }
            }
          }
        },
        "responses": {
          "200": {
            "$ref": "#/components/responses/Waves"
          },
          "400": {
            "$ref": "#/components/responses/BadRequest"
          },
          "401": {
            "$ref": "#/components/responses/Unauthenticated"
          },
          "403": {
            "$ref": "#/components/responses/NotAllowed"
          },
          "404": {
            "$ref": "#/components/responses/NotFound"
          },
          "409": {
            "$ref": "#/components/responses/Conflict"
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/migrations/{migrationId}/retry-failed": {
      "parameters": [
        {
          "$ref": "#/components/parameters/migrationId"
        }
      ],
      "post": {
        "operationId": "RetryFailedTargets",
        "tags": [
          "migrations"
        ],
        "summary": "Queues failed targets again, all or those of one kind, 1000 at most in a call.",
        "description": "A migration that is over runs again. With dryRun nothing is changed, and the answer says which targets are meant.",
        "requestBody": {
          "required": false,
          "content": {
            "application/json": {
              "schema": {
                "$ref": "#/components/schemas/RetryFailedRequest"
              },
              "example": {
                "failureClass": "agent",
                "dryRun": true
              }
            }
          }
        },
        "responses": {
          "200": {
            "description": "How many there are, and how many are queued again.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/RetryFailedResult"
                }
              }
            }
          },
          "400": {
            "$ref": "#/components/responses/BadRequest"
          },
          "401": {
            "$ref": "#/components/responses/Unauthenticated"
          },
          "403": {
            "$ref": "#/components/responses/NotAllowed"
          },
          "404": {
            "$ref": "#/components/responses/NotFound"
          },
          "409": {
            "$ref": "#/components/responses/Conflict"
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/migrations/{migrationId}/revert": {
      "parameters": [
        {
          "$ref": "#/components/parameters/migrationId"
        }
      ],
      "post": {
        "operationId": "RevertTargets",
        "tags": [
          "migrations"
        ],
        "summary": "Opens pull requests that undo what was merged, for a wave, for some targets or for all; 1000 at most in a call.",
        "description": "Each pull request once; what is being reverted already is left out. With dryRun nothing is begun, and the answer says which targets are meant.",
        "requestBody": {
          "required": true,
          "content": {
            "application/json": {
              "schema": {
                "$ref": "#/components/schemas/RevertRequest"
              },
              "example": {
                "wave": 1,
                "reason": "The new dataset has gaps",
                "dryRun": true
              }
            }
          }
        },
        "responses": {
          "200": {
            "description": "Who is hit; with dryRun nothing is begun.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/RevertResult"
                }
              }
            }
          },
          "400": {
            "$ref": "#/components/responses/BadRequest"
          },
          "401": {
            "$ref": "#/components/responses/Unauthenticated"
          },
          "403": {
            "$ref": "#/components/responses/NotAllowed"
          },
          "404": {
            "$ref": "#/components/responses/NotFound"
          },
          "409": {
            "$ref": "#/components/responses/Conflict"
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/migrations/{migrationId}/forecast": {
      "parameters": [
        {
          "$ref": "#/components/parameters/migrationId"
        }
      ],
      "get": {
        "operationId": "GetForecast",
        "tags": [
          "migrations"
        ],
        "summary": "When the migration will be through, drawn many times from how long each team took for its pull requests.",
        "description": "A range, for which what is assumed is said in words. It does not move while nothing happens.",
        "parameters": [
          {
            "$ref": "#/components/parameters/fields"
          }
        ],
        "responses": {
          "200": {
            "description": "A range of dates, or why there is none.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/Forecast"
                }
              }
            }
          },
          "400": {
            "$ref": "#/components/responses/BadRequest"
          },
          "401": {
            "$ref": "#/components/responses/Unauthenticated"
          },
          "403": {
            "$ref": "#/components/responses/NotAllowed"
          },
          "404": {
            "$ref": "#/components/responses/NotFound"
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/migrations/{migrationId}/learned-rules": {
      "parameters": [
        {
          "$ref": "#/components/parameters/migrationId"
        }
      ],
      "get": {
        "operationId": "ListLearnedRules",
        "tags": [
          "migrations"
        ],
        "summary": "Rules that repeat accepted changes of coding agents, those that wait for a decision first.",
        "description": "They show code of repositories, so that only who may change the migration sees them, and only those that repeat targets which the caller may see.",
        "parameters": [
          {
            "$ref": "#/components/parameters/fields"
          }
        ],
        "responses": {
          "200": {
            "description": "At most 20 offers, and all that were decided about.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/LearnedRuleList"
                }
              }
            }
          },
          "400": {
            "$ref": "#/components/responses/BadRequest"
          },
          "401": {
            "$ref": "#/components/responses/Unauthenticated"
          },
          "403": {
            "$ref": "#/components/responses/NotAllowed"
          },
          "404": {
            "$ref": "#/components/responses/NotFound"
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/migrations/{migrationId}/learned-rules/{ruleId}/decision": {
      "parameters": [
        {
          "$ref": "#/components/parameters/migrationId"
        },
        {
          "$ref": "#/components/parameters/ruleId"
        }
      ],
      "post": {
        "operationId": "DecideLearnedRule",
        "tags": [
          "migrations"
        ],
        "summary": "Lets a rule work on what the rewriter leaves before any model is asked, or on nothing any more.",
        "description": "It holds for targets that are attempted from now on; what a rule has changed already stays. A decision that stands already changes nothing. With dryRun nothing is changed.",
        "requestBody": {
          "required": true,
          "content": {
            "application/json": {
              "schema": {
                "$ref": "#/components/schemas/LearnedRuleDecisionRequest"
              },
              "example": {
                "decision": "approve",
                "reason": "Seen in five repositories"
              }
            }
          }
        },
        "responses": {
          "200": {
            "description": "All rules as they are now.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/LearnedRuleList"
                }
              }
            }
          },
          "400": {
            "$ref": "#/components/responses/BadRequest"
          },
          "401": {
            "$ref": "#/components/responses/Unauthenticated"
          },
          "403": {
            "$ref": "#/components/responses/NotAllowed"
          },
          "404": {
            "$ref": "#/components/responses/NotFound"
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/approvals": {
      "get": {
        "operationId": "ListApprovals",
        "tags": [
          "migrations"
        ],
        "summary": "What was asked for and waits for the approval of a second person, the longest first.",
        "description": "Of the migrations that the caller may see, and what the caller may do with each. What is void, since the plan or the contract is another one by now, is not listed.",
        "parameters": [
          {
            "name": "migrationId",
            "in": "query",
            "description": "Only those of this migration.",
            "schema": {
              "type": "string",
              "format": "uuid"
            }
          },
          {
            "$ref": "#/components/parameters/fields"
          }
        ],
        "responses": {
          "200": {
            "description": "At most 100.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ApprovalList"
                }
              }
            }
          },
          "400": {
            "$ref": "#/components/responses/BadRequest"
          },
          "401": {
            "$ref": "#/components/responses/Unauthenticated"
          },
          "403": {
            "$ref": "#/components/responses/NotAllowed"
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/approvals/{approvalId}/decision": {
      "parameters": [
        {
          "$ref": "#/components/parameters/approvalId"
        }
      ],
      "post": {
        "operationId": "DecideApproval",
        "tags": [
          "migrations"
        ],
        "summary": "Approves as a second person what was asked for, or takes it back.",
        "description": "To approve takes a person who may start the migration and is not the one who asked; programs never may. It holds for the plan and the contract version that were asked for, and nothing begins by it - whoever wants it starts again. To withdraw takes the permission to start only. What stands already changes nothing. With dryRun nothing is changed.",
        "requestBody": {
          "required": true,
          "content": {
            "application/json": {
              "schema": {
                "$ref": "#/components/schemas/ApprovalDecisionRequest"
              },
              "example": {
                "decision": "approve"
              }
            }
          }
        },
        "responses": {
          "200": {
            "description": "The approval as it is now.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/Approval"
                }
              }
            }
          },
          "400": {
            "$ref": "#/components/responses/BadRequest"
          },
          "401": {
            "$ref": "#/components/responses/Unauthenticated"
          },
          "403": {
            "$ref": "#/components/responses/NotAllowed"
          },
          "404": {
            "$ref": "#/components/responses/NotFound"
          },
          "409": {
            "$ref": "#/components/responses/Conflict"
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/followed-entities": {
      "get": {
        "operationId": "ListFollowedEntities",
        "tags": [
          "migrations"
        ],
        "summary": "What became of an entity of the catalog that describes a migration.",
        "description": "One at most; none of what Skein has not looked at yet, or the caller may not see. Entities of the kind DatasetMigration are looked at every half minute.",
        "parameters": [
          {
            "name": "entityRef",
            "in": "query",
            "required": true,
            "allowReserved": true,
            "description": "The entity, such as datasetmigration:default/user-activity-v2.",
            "schema": {
              "type": "string",
              "maxLength": 400
            }
          },
          {
            "$ref": "#/components/parameters/fields"
          }
        ],
        "responses": {
          "200": {
            "description": "The entity, if there is one.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/FollowedEntityList"
                }
              }
            }
          },
          "400": {
            "$ref": "#/components/responses/BadRequest"
          },
          "401": {
            "$ref": "#/components/responses/Unauthenticated"
          },
          "403": {
            "$ref": "#/components/responses/NotAllowed"
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/migrations/{migrationId}/attention": {
      "parameters": [
        {
          "$ref": "#/components/parameters/migrationId"
        }
      ],
      "get": {
        "operationId": "GetAttention",
        "tags": [
          "migrations"
        ],
        "summary": "What of a migration needs a person now, most urgent first.",
        "description": "Each kind with how many have it, since when, and what tells it from others; nothing of a migration that is over.",
        "parameters": [
          {
            "$ref": "#/components/parameters/fields"
          }
        ],
        "responses": {
          "200": {
            "description": "At most 20 kinds of trouble.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/AttentionList"
                }
              }
            }
          },
          "400": {
            "$ref": "#/components/responses/BadRequest"
          },
          "401": {
            "$ref": "#/components/responses/Unauthenticated"
          },
          "403": {
            "$ref": "#/components/responses/NotAllowed"
          },
          "404": {
            "$ref": "#/components/responses/NotFound"
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/attention": {
      "get": {
        "operationId": "ListAttention",
        "tags": [
          "migrations"
        ],
        "summary": "What needs a person now in all migrations that are under way, most urgent first.",
        "description": "As for one migration, over all that the caller may see.",
        "parameters": [
          {
            "$ref": "#/components/parameters/fields"
          }
        ],
        "responses": {
          "200": {
            "description": "At most 50 kinds of trouble.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/AttentionList"
                }
              }
            }
          },
          "400": {
            "$ref": "#/components/responses/BadRequest"
          },
          "401": {
            "$ref": "#/components/responses/Unauthenticated"
          },
          "403": {
            "$ref": "#/components/responses/NotAllowed"
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/migrations/{migrationId}/burn-up": {
      "parameters": [
        {
          "$ref": "#/components/parameters/migrationId"
        }
      ],
      "get": {
        "operationId": "GetBurnUp",
        "tags": [
          "migrations"
        ],
        "summary": "How many targets were in scope, opened and merged over time, since the plan.",
        "description": "Added up from the events, by the minute, hour, day, week or month; the last point is how the targets stand now.",
        "parameters": [
          {
            "$ref": "#/components/parameters/fields"
          }
        ],
        "responses": {
          "200": {
            "description": "At most 200 points, oldest first; none before there is a plan.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/BurnUp"
                }
              }
            }
          },
          "400": {
            "$ref": "#/components/responses/BadRequest"
          },
          "401": {
            "$ref": "#/components/responses/Unauthenticated"
          },
          "403": {
            "$ref": "#/components/responses/NotAllowed"
          },
          "404": {
            "$ref": "#/components/responses/NotFound"
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/migrations/{migrationId}/consumer-graph": {
      "parameters": [
        {
          "$ref": "#/components/parameters/migrationId"
        }
      ],
      "get": {
        "operationId": "GetConsumerGraph",
        "tags": [
          "migrations"
        ],
        "summary": "Which teams read the dataset, how far from it, and through whom.",
        "description": "The consumers of a node are those that the list of consumers has for its owner and hops.",
        "parameters": [
          {
            "$ref": "#/components/parameters/fields"
          }
        ],
        "responses": {
          "200": {
            "description": "The 60 largest groups, and how many are left out.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ConsumerGraph"
                }
              }
            }
          },
          "400": {
            "$ref": "#/components/responses/BadRequest"
          },
          "401": {
            "$ref": "#/components/responses/Unauthenticated"
          },
          "403": {
            "$ref": "#/components/responses/NotAllowed"
          },
          "404": {
            "$ref": "#/components/responses/NotFound"
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/migrations/{migrationId}/consumers": {
      "parameters": [
        {
          "$ref": "#/components/parameters/migrationId"
        }
      ],
      "get": {
        "operationId": "ListConsumers",
        "tags": [
          "migrations"
        ],
        "summary": "Who reads the dataset.",
        "description": "What the catalog declares and what code search has found, with the evidence for each and the target that covers it.",
        "parameters": [
          {
            "name": "wrongEdge",
            "in": "query",
            "description": "Only those that the catalog declares and whose code has no reference to the dataset.",
            "schema": {
              "type": "boolean"
            }
          },
          {
            "name": "undecided",
            "in": "query",
            "description": "Only those that the catalog does not know and that nobody has taken in.",
            "schema": {
              "type": "boolean"
            }
          },
          {
            "name": "ownerRef",
            "in": "query",
            "description": "Only those of this group or user.",
            "allowReserved": true,
            "schema": {
              "type": "string",
              "maxLength": 400
            }
          },
          {
            "name": "unowned",
            "in": "query",
            "description": "Only those that nobody owns.",
            "schema": {
              "type": "boolean"
            }
          },
          {
            "name": "hops",
            "in": "query",
            "description": "Only those that are so far from the dataset; 1 reads it itself.",
            "schema": {
              "type": "integer",
              "minimum": 1,
              "maximum": 100
            }
          },
          {
            "$ref": "#/components/parameters/limit"
          },
          {
            "$ref": "#/components/parameters/cursor"
          },
          {
            "$ref": "#/components/parameters/fields"
          }
        ],
        "responses": {
          "200": {
            "description": "One page, by hops and then by name.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ConsumerPage"
                }
              }
            }
          },
          "400": {
            "$ref": "#/components/responses/BadRequest"
          },
          "401": {
            "$ref": "#/components/responses/Unauthenticated"
          },
          "403": {
            "$ref": "#/components/responses/NotAllowed"
          },
          "404": {
            "$ref": "#/components/responses/NotFound"
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/migrations/{migrationId}/targets": {
      "parameters": [
        {
          "$ref": "#/components/parameters/migrationId"
        }
      ],
      "get": {
        "operationId": "ListTargets",
        "tags": [
          "targets"
        ],
        "summary": "Targets of a migration, by repository.",
        "description": "Those that the caller may see, with state, next step and what the caller may do with each.",
        "parameters": [
          {
            "name": "state",
            "in": "query",
            "description": "Only these states.",
            "explode": true,
            "schema": {
              "type": "array",
              "items": {
                "$ref": "#/components/schemas/TargetState"
              }
            }
          },
          {
            "name": "ownerRef",
            "in": "query",
            "allowReserved": true,
            "description": "Only those of this group or user.",
            "schema": {
              "type": "string",
              "maxLength": 400
            }
          },
          {
            "name": "text",
            "in": "query",
            "description": "Part of a repository's or an owner's name.",
            "schema": {
              "type": "string",
              "maxLength": 200
            }
          },
          {
            "name": "decision",
            "in": "query",
            "description": "Only those about which this was said and still stands.",
            "explode": true,
            "schema": {
              "type": "array",
              "items": {
                "$ref": "#/components/schemas/DecisionKind"
              }
            }
          },
          {
            "name": "wave",
            "in": "query",
            "description": "Only those of this wave.",
            "schema": {
              "type": "integer",
              "minimum": 1,
              "maximum": 50
            }
          },
          {
            "name": "condition",
            "in": "query",
            "description": "Only those with this condition beside their state.",
            "schema": {
              "$ref": "#/components/schemas/TargetCondition"
            }
          },
          {
            "name": "failureClass",
            "in": "query",
            "description": "Only those whose last failure was of this class.",
            "schema": {
              "$ref": "#/components/schemas/FailureClass"
            }
          },
          {
            "$ref": "#/components/parameters/limit"
          },
          {
            "$ref": "#/components/parameters/cursor"
          },
          {
            "$ref": "#/components/parameters/fields"
          }
        ],
        "responses": {
          "200": {
            "description": "One page, by repository.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/TargetPage"
                }
              }
            }
          },
          "400": {
            "$ref": "#/components/responses/BadRequest"
          },
          "401": {
            "$ref": "#/components/responses/Unauthenticated"
          },
          "403": {
            "$ref": "#/components/responses/NotAllowed"
          },
          "404": {
            "$ref": "#/components/responses/NotFound"
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/migrations/{migrationId}/jobs": {
      "parameters": [
        {
          "$ref": "#/components/parameters/migrationId"
        }
      ],
      "get": {
        "operationId": "ListJobs",
        "tags": [
          "targets"
        ],
        "summary": "Acts on many targets of a migration, newest first.",
        "description": "Those that are worked off, and those that ended within the last thirty days.",
        "parameters": [
          {
            "$ref": "#/components/parameters/limit"
          },
          {
            "$ref": "#/components/parameters/cursor"
          },
          {
            "$ref": "#/components/parameters/fields"
          }
        ],
        "responses": {
          "200": {
            "description": "One page.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/JobPage"
                }
              }
            }
          },
          "400": {
            "$ref": "#/components/responses/BadRequest"
          },
          "401": {
            "$ref": "#/components/responses/Unauthenticated"
          },
          "403": {
            "$ref": "#/components/responses/NotAllowed"
          },
          "404": {
            "$ref": "#/components/responses/NotFound"
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      },
      "post": {
        "operationId": "CreateJob",
        "tags": [
          "targets"
        ],
        "summary": "Does to many targets what can be done to one, in the background.",
        "description": "The targets are chosen now, among those that the caller may see, and do not change while the job is worked off. Each is asked for itself, and whether the caller still may is looked at again; one that refuses is counted with its reason and stops nothing. With dryRun nothing begins, and the answer says how many it would reach. With the header Idempotency-Key a call that was answered before is answered the same again for a day.",
        "parameters": [
          {
            "$ref": "#/components/parameters/idempotencyKey"
          }
        ],
        "requestBody": {
          "required": true,
          "content": {
            "application/json": {
              "schema": {
                "$ref": "#/components/schemas/CreateJobRequest"
              },
              "example": {
                "act": "retry",
                "filter": {
                  "state": [
                    "failed"
                  ],
                  "failureClass": "agent"
                },
                "reason": "The agent is mended",
                "dryRun": true
              }
            }
          }
        },
        "responses": {
          "200": {
            "description": "What it would come to; for a dry run.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/JobCheck"
                }
              }
            }
          },
          "202": {
            "description": "The job, which is worked off from now on.",
            "headers": {
              "Location": {
                "description": "Where it tells how far it is.",
                "schema": {
                  "type": "string"
                }
              }
            },
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/Job"
                }
              }
            }
          },
          "400": {
            "$ref": "#/components/responses/BadRequest"
          },
          "401": {
            "$ref": "#/components/responses/Unauthenticated"
          },
          "403": {
            "$ref": "#/components/responses/NotAllowed"
          },
          "404": {
            "$ref": "#/components/responses/NotFound"
          },
          "409": {
            "$ref": "#/components/responses/Conflict"
          },
          "422": {
            "$ref": "#/components/responses/KeyReused"
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/jobs/{jobId}": {
      "parameters": [
        {
          "$ref": "#/components/parameters/jobId"
        }
      ],
      "get": {
        "operationId": "GetJob",
        "tags": [
          "targets"
        ],
        "summary": "How far an act on many targets is.",
        "description": "How many are done, and why others are not, for whoever may see its migration.",
        "parameters": [
          {
            "$ref": "#/components/parameters/fields"
          }
        ],
        "responses": {
          "200": {
            "$ref": "#/components/responses/Job"
          },
          "400": {
            "$ref": "#/components/responses/BadRequest"
          },
          "401": {
            "$ref": "#/components/responses/Unauthenticated"
          },
          "403": {
            "$ref": "#/components/responses/NotAllowed"
          },
          "404": {
            "$ref": "#/components/responses/NotFound"
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/jobs/{jobId}/cancel": {
      "parameters": [
        {
          "$ref": "#/components/parameters/jobId"
        }
      ],
      "post": {
        "operationId": "CancelJob",
        "tags": [
          "targets"
        ],
        "summary": "Ends an act on many targets before it is through.",
        "description": "What is done stays done. Whoever asked for it may, and whoever may change its migration.",
        "requestBody": {
          "required": false,
          "content": {
            "application/json": {
              "schema": {
                "$ref": "#/components/schemas/CancelJobRequest"
              },
              "example": {
                "reason": "The wrong wave",
                "dryRun": true
              }
            }
          }
        },
        "responses": {
          "200": {
            "$ref": "#/components/responses/Job"
          },
          "400": {
            "$ref": "#/components/responses/BadRequest"
          },
          "401": {
            "$ref": "#/components/responses/Unauthenticated"
          },
          "403": {
            "$ref": "#/components/responses/NotAllowed"
          },
          "404": {
            "$ref": "#/components/responses/NotFound"
          },
          "409": {
            "$ref": "#/components/responses/Conflict"
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/migrations/{migrationId}/events": {
      "parameters": [
        {
          "$ref": "#/components/parameters/migrationId"
        }
      ],
      "get": {
        "operationId": "ListMigrationEvents",
        "tags": [
          "migrations"
        ],
        "summary": "What happened to a migration and its targets, newest first.",
        "description": "Who did what, from which state to which, and why. It is never changed afterwards.",
        "parameters": [
          {
            "$ref": "#/components/parameters/limit"
          },
          {
            "$ref": "#/components/parameters/cursor"
          },
          {
            "$ref": "#/components/parameters/fields"
          }
        ],
        "responses": {
          "200": {
            "$ref": "#/components/responses/Events"
          },
          "400": {
            "$ref": "#/components/responses/BadRequest"
          },
          "401": {
            "$ref": "#/components/responses/Unauthenticated"
          },
          "403": {
            "$ref": "#/components/responses/NotAllowed"
          },
          "404": {
            "$ref": "#/components/responses/NotFound"
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/migrations/{migrationId}/ledger": {
      "parameters": [
        {
          "$ref": "#/components/parameters/migrationId"
        }
      ],
      "get": {
        "operationId": "ListLedgerEntries",
        "tags": [
          "migrations"
        ],
        "summary": "The history of a migration as a chain that shows when anything in it was changed, oldest first.",
        "description": "Each entry holds the hash of the one before, so that whoever kept the last hash of an earlier export can tell whether what it covered still stands. What happened within the last seconds comes a little later.",
        "parameters": [
          {
            "$ref": "#/components/parameters/limit"
          },
          {
            "$ref": "#/components/parameters/cursor"
          },
          {
            "$ref": "#/components/parameters/fields"
          }
        ],
        "responses": {
          "200": {
            "description": "One page, oldest first.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/LedgerPage"
                }
              }
            }
          },
          "400": {
            "$ref": "#/components/responses/BadRequest"
          },
          "401": {
            "$ref": "#/components/responses/Unauthenticated"
          },
          "403": {
            "$ref": "#/components/responses/NotAllowed"
          },
          "404": {
            "$ref": "#/components/responses/NotFound"
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/targets/{targetId}": {
      "parameters": [
        {
          "$ref": "#/components/parameters/targetId"
        }
      ],
      "get": {
        "operationId": "GetTarget",
        "tags": [
          "targets"
        ],
        "summary": "One target.",
        "description": "Its state, why, what happens next, evidence, pull request, and what the caller may do now.",
        "parameters": [
          {
            "$ref": "#/components/parameters/fields"
          }
        ],
        "responses": {
          "200": {
            "$ref": "#/components/responses/Target"
          },
          "400": {
            "$ref": "#/components/responses/BadRequest"
          },
          "401": {
            "$ref": "#/components/responses/Unauthenticated"
          },
          "403": {
            "$ref": "#/components/responses/NotAllowed"
          },
          "404": {
            "$ref": "#/components/responses/NotFound"
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/targets/{targetId}/attempts": {
      "parameters": [
        {
          "$ref": "#/components/parameters/targetId"
        }
      ],
      "get": {
        "operationId": "ListAttempts",
        "tags": [
          "targets"
        ],
        "summary": "Every attempt with its patch and evidence, newest first.",
        "description": "For those who may read the target, since a patch shows its code.",
        "parameters": [
          {
            "$ref": "#/components/parameters/fields"
          }
        ],
        "responses": {
          "200": {
            "description": "All attempts, 50 at most.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/AttemptList"
                }
              }
            }
          },
          "400": {
            "$ref": "#/components/responses/BadRequest"
          },
          "401": {
            "$ref": "#/components/responses/Unauthenticated"
          },
          "403": {
            "$ref": "#/components/responses/NotAllowed"
          },
          "404": {
            "$ref": "#/components/responses/NotFound"
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/attempts/{attemptId}/log": {
      "parameters": [
        {
          "$ref": "#/components/parameters/attemptId"
        }
      ],
      "get": {
        "operationId": "ListSessionEvents",
        "tags": [
          "targets"
        ],
        "summary": "What agents did in an attempt, line by line and in order, without secrets.",
        "description": "For those who may read the target. To follow an attempt that runs, ask again with after.",
        "parameters": [
          {
            "name": "after",
            "in": "query",
            "description": "Only lines after this sequence number, to follow an attempt that runs.",
            "schema": {
              "type": "integer",
              "minimum": 0,
              "maximum": 1000000,
              "default": 0
            }
          },
          {
            "name": "kind",
            "in": "query",
            "description": "Only these kinds.",
            "explode": true,
            "schema": {
              "type": "array",
              "items": {
                "$ref": "#/components/schemas/SessionEventKind"
              }
            }
          },
          {
            "$ref": "#/components/parameters/limit"
          },
          {
            "$ref": "#/components/parameters/cursor"
          },
          {
            "$ref": "#/components/parameters/fields"
          }
        ],
        "responses": {
          "200": {
            "description": "One page.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/SessionEventPage"
                }
              }
            }
          },
          "400": {
            "$ref": "#/components/responses/BadRequest"
          },
          "401": {
            "$ref": "#/components/responses/Unauthenticated"
          },
          "403": {
            "$ref": "#/components/responses/NotAllowed"
          },
          "404": {
            "$ref": "#/components/responses/NotFound"
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/targets/{targetId}/events": {
      "parameters": [
        {
          "$ref": "#/components/parameters/targetId"
        }
      ],
      "get": {
        "operationId": "ListTargetEvents",
        "tags": [
          "targets"
        ],
        "summary": "What happened to a target, newest first.",
        "description": "Who did what, from which state to which, and why. It is never changed afterwards.",
        "parameters": [
          {
            "$ref": "#/components/parameters/limit"
          },
          {
            "$ref": "#/components/parameters/cursor"
          },
          {
            "$ref": "#/components/parameters/fields"
          }
        ],
        "responses": {
          "200": {
            "$ref": "#/components/responses/Events"
          },
          "400": {
            "$ref": "#/components/responses/BadRequest"
          },
          "401": {
            "$ref": "#/components/responses/Unauthenticated"
          },
          "403": {
            "$ref": "#/components/responses/NotAllowed"
          },
          "404": {
            "$ref": "#/components/responses/NotFound"
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/targets/{targetId}/retry": {
      "parameters": [
        {
          "$ref": "#/components/parameters/targetId"
        }
      ],
      "post": {
        "operationId": "RetryTarget",
        "tags": [
          "targets"
        ],
        "summary": "Queues the target again, for example after somebody mended the repository.",
        "description": "For the team and for the dataset owner. A migration that is over runs again. With dryRun nothing is changed, and the answer is the target as it would be.",
        "requestBody": {
          "required": false,
          "content": {
            "application/json": {
              "schema": {
                "$ref": "#/components/schemas/RetryTargetRequest"
              },
              "example": {
                "reason": "The tests of the repository pass again"
              }
            }
          }
        },
        "responses": {
          "200": {
            "$ref": "#/components/responses/Target"
          },
          "400": {
            "$ref": "#/components/responses/BadRequest"
          },
          "401": {
            "$ref": "#/components/responses/Unauthenticated"
          },
          "403": {
            "$ref": "#/components/responses/NotAllowed"
          },
          "404": {
            "$ref": "#/components/responses/NotFound"
          },
          "409": {
            "$ref": "#/components/responses/Conflict"
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/targets/{targetId}/decision": {
      "parameters": [
        {
          "$ref": "#/components/parameters/targetId"
        }
      ],
      "post": {
        "operationId": "DecideTarget",
        "tags": [
          "targets"
        ],
        "summary": "What the consumer team or the dataset owner says about the target.",
        "description": "An exception is the dataset owner's to grant. A decision that stands already changes nothing. With dryRun nothing is changed, and the answer is the target as it would be.",
        "requestBody": {
          "required": true,
          "content": {
            "application/json": {
              "schema": {
                "$ref": "#/components/schemas/DecisionRequest"
              },
              "example": {
                "decision": "exempt",
                "reason": "It is shut down in May"
              }
            }
          }
        },
        "responses": {
          "200": {
            "$ref": "#/components/responses/Target"
          },
          "400": {
            "$ref": "#/components/responses/BadRequest"
          },
          "401": {
            "$ref": "#/components/responses/Unauthenticated"
          },
          "403": {
            "$ref": "#/components/responses/NotAllowed"
          },
          "404": {
            "$ref": "#/components/responses/NotFound"
          },
          "409": {
            "$ref": "#/components/responses/Conflict"
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/targets/{targetId}/decision-days": {
      "parameters": [
        {
          "$ref": "#/components/parameters/targetId"
        }
      ],
      "get": {
        "operationId": "GetDecisionDays",
        "tags": [
          "targets"
        ],
        "summary": "From when to when a decision about the target may last, in its team's time.",
        "description": "Days of the calendar of the target's team, by the clock of the database. Anything outside of them is refused by DecideTarget.",
        "parameters": [
          {
            "$ref": "#/components/parameters/fields"
          }
        ],
        "responses": {
          "200": {
            "description": "The days.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/DecisionDays"
                }
              }
            }
          },
          "400": {
            "$ref": "#/components/responses/BadRequest"
          },
          "401": {
            "$ref": "#/components/responses/Unauthenticated"
          },
          "403": {
            "$ref": "#/components/responses/NotAllowed"
          },
          "404": {
            "$ref": "#/components/responses/NotFound"
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/incoming": {
      "get": {
        "operationId": "ListIncoming",
        "tags": [
          "incoming"
        ],
        "summary": "Targets that concern an entity, most urgent first - what its team has to do.",
        "description": "Those that the caller may see, of all migrations. Deadlines and open pull requests come first.",
        "parameters": [
          {
            "name": "entityRef",
            "in": "query",
            "allowReserved": true,
            "required": true,
            "explode": true,
            "description": "Components, or the groups and users that own targets.",
            "schema": {
              "type": "array",
              "minItems": 1,
              "maxItems": 50,
              "items": {
                "type": "string",
                "maxLength": 400
              }
            }
          },
          {
            "$ref": "#/components/parameters/limit"
          },
          {
            "$ref": "#/components/parameters/cursor"
          },
          {
            "$ref": "#/components/parameters/fields"
          }
        ],
        "responses": {
          "200": {
            "description": "One page.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/IncomingPage"
                }
              }
            }
          },
          "400": {
            "$ref": "#/components/responses/BadRequest"
          },
          "401": {
            "$ref": "#/components/responses/Unauthenticated"
          },
          "403": {
            "$ref": "#/components/responses/NotAllowed"
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/clusters": {
      "get": {
        "operationId": "ListClusters",
        "tags": [
          "incoming"
        ],
        "summary": "Patches of one shape that concern an entity and wait for people, the largest cluster first.",
        "description": "Holds what the caller may see of each; a shape that only one patch has is no cluster.",
        "parameters": [
          {
            "name": "entityRef",
            "in": "query",
            "allowReserved": true,
            "required": true,
            "explode": true,
            "description": "Components, or the groups and users that own targets.",
            "schema": {
              "type": "array",
              "minItems": 1,
              "maxItems": 50,
              "items": {
                "type": "string",
                "maxLength": 400
              }
            }
          },
          {
            "$ref": "#/components/parameters/limit"
          },
          {
            "$ref": "#/components/parameters/cursor"
          },
          {
            "$ref": "#/components/parameters/fields"
          }
        ],
        "responses": {
          "200": {
            "description": "One page.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ClusterPage"
                }
              }
            }
          },
          "400": {
            "$ref": "#/components/responses/BadRequest"
          },
          "401": {
            "$ref": "#/components/responses/Unauthenticated"
          },
          "403": {
            "$ref": "#/components/responses/NotAllowed"
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/migrations/{migrationId}/clusters/{shape}": {
      "parameters": [
        {
          "$ref": "#/components/parameters/migrationId"
        },
        {
          "name": "shape",
          "in": "path",
          "required": true,
          "description": "What the patches have in common, as the list of clusters names it.",
          "schema": {
            "type": "string",
            "pattern": "^[0-9a-f]{64}$"
          }
        }
      ],
      "get": {
        "operationId": "GetCluster",
        "tags": [
          "incoming"
        ],
        "summary": "One patch of a cluster to read, and of the others what deviates from it.",
        "description": "For those who may read the targets, since a patch shows its code. The others deviate by the changed lines that have no equal in the exemplar once names are left out that do not change.",
        "parameters": [
          {
            "name": "entityRef",
            "in": "query",
            "allowReserved": true,
            "required": true,
            "explode": true,
            "description": "Components, or the groups and users that own targets.",
            "schema": {
              "type": "array",
              "minItems": 1,
              "maxItems": 50,
              "items": {
                "type": "string",
                "maxLength": 400
              }
            }
          },
          {
            "name": "limit",
            "in": "query",
            "description": "How many of the others at most are in a page.",
            "schema": {
              "type": "integer",
              "minimum": 1,
              "maximum": 50,
              "default": 20
            }
          },
          {
            "$ref": "#/components/parameters/cursor"
          },
          {
            "$ref": "#/components/parameters/fields"
          }
        ],
        "responses": {
          "200": {
            "description": "The exemplar, and one page of the others by repository.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ClusterView"
                }
              }
            }
          },
          "400": {
            "$ref": "#/components/responses/BadRequest"
          },
          "401": {
            "$ref": "#/components/responses/Unauthenticated"
          },
          "403": {
            "$ref": "#/components/responses/NotAllowed"
          },
          "404": {
            "$ref": "#/components/responses/NotFound"
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/migrations/{migrationId}/clusters/{shape}/decision": {
      "parameters": [
        {
          "$ref": "#/components/parameters/migrationId"
        },
        {
          "name": "shape",
          "in": "path",
          "required": true,
          "description": "What the patches have in common, as the list of clusters names it.",
          "schema": {
            "type": "string",
            "pattern": "^[0-9a-f]{64}$"
          }
        },
        {
          "name": "entityRef",
          "in": "query",
          "allowReserved": true,
          "required": true,
          "explode": true,
          "description": "Components, or the groups and users that own targets.",
          "schema": {
            "type": "array",
            "minItems": 1,
            "maxItems": 50,
            "items": {
              "type": "string",
              "maxLength": 400
            }
          }
        }
      ],
      "post": {
        "operationId": "DecideCluster",
        "tags": [
          "incoming"
        ],
        "summary": "Approves the pattern of a cluster, or takes that back.",
        "description": "approve accepts each target whose patch deviates in nothing from the exemplar that was read, and that the caller may decide for; what is left out is named with the reason. undo takes back what was accepted so, and not what somebody accepted for itself. Nothing is approved on the code host. With dryRun nothing is changed.",
        "requestBody": {
          "required": true,
          "content": {
            "application/json": {
              "schema": {
                "$ref": "#/components/schemas/ClusterDecisionRequest"
              },
              "example": {
                "decision": "approve",
                "exemplarId": "2f1d8a0e-8f55-4f0c-9f6e-1f0f4a6f1a11",
                "dryRun": true
              }
            }
          }
        },
        "responses": {
          "200": {
            "description": "What is accepted or taken back, and what is left out.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ClusterDecisionResult"
                }
              }
            }
          },
          "400": {
            "$ref": "#/components/responses/BadRequest"
          },
          "401": {
            "$ref": "#/components/responses/Unauthenticated"
          },
          "403": {
            "$ref": "#/components/responses/NotAllowed"
          },
          "404": {
            "$ref": "#/components/responses/NotFound"
          },
          "409": {
            "$ref": "#/components/responses/Conflict"
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/notice-preference": {
      "parameters": [
        {
          "name": "ownerRef",
          "in": "query",
          "required": true,
          "allowReserved": true,
          "description": "Group or user that is told.",
          "schema": {
            "type": "string",
            "maxLength": 400
          }
        }
      ],
      "get": {
        "operationId": "GetNoticePreference",
        "tags": [
          "incoming"
        ],
        "summary": "What a group or a user wants to be told, and how often.",
        "description": "For members of the group and for admins.",
        "parameters": [
          {
            "$ref": "#/components/parameters/fields"
          }
        ],
        "responses": {
          "200": {
            "$ref": "#/components/responses/NoticePreference"
          },
          "400": {
            "$ref": "#/components/responses/BadRequest"
          },
          "401": {
            "$ref": "#/components/responses/Unauthenticated"
          },
          "403": {
            "$ref": "#/components/responses/NotAllowed"
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      },
      "put": {
        "operationId": "SetNoticePreference",
        "tags": [
          "incoming"
        ],
        "summary": "Sets what a group or a user wants to be told, and how often.",
        "description": "For members of the group and for admins; it holds for all of its members. With dryRun nothing is changed.",
        "requestBody": {
          "required": true,
          "content": {
            "application/json": {
              "schema": {
                "$ref": "#/components/schemas/NoticePreferenceRequest"
              },
              "example": {
                "mutedKinds": [
                  "start"
                ],
                "digestMinutes": 1440
              }
            }
          }
        },
        "responses": {
          "200": {
            "$ref": "#/components/responses/NoticePreference"
          },
          "400": {
            "$ref": "#/components/responses/BadRequest"
          },
          "401": {
            "$ref": "#/components/responses/Unauthenticated"
          },
          "403": {
            "$ref": "#/components/responses/NotAllowed"
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/contract-draft": {
      "get": {
        "operationId": "DraftContract",
        "tags": [
          "migrations"
        ],
        "summary": "A contract to start from - the dataset's own example, or one drafted from both schemas.",
        "description": "Nothing is stored. Columns are paired by name and type; what is not certain is left to be filled in.",
        "parameters": [
          {
            "name": "from",
            "in": "query",
            "allowReserved": true,
            "required": true,
            "description": "The old dataset.",
            "schema": {
              "type": "string",
              "maxLength": 400
            }
          },
          {
            "name": "to",
            "in": "query",
            "allowReserved": true,
            "description": "Its replacement; what the annotation of the old one names when absent.",
            "schema": {
              "type": "string",
              "maxLength": 400
            }
          },
          {
            "$ref": "#/components/parameters/fields"
          }
        ],
        "responses": {
          "200": {
            "description": "The draft.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ContractDraft"
                }
              }
            }
          },
          "400": {
            "$ref": "#/components/responses/BadRequest"
          },
          "401": {
            "$ref": "#/components/responses/Unauthenticated"
          },
          "403": {
            "$ref": "#/components/responses/NotAllowed"
          },
          "404": {
            "$ref": "#/components/responses/NotFound"
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/contract-check": {
      "post": {
        "operationId": "CheckContract",
        "tags": [
          "migrations"
        ],
        "summary": "All that is wrong with a contract, and what it says in plain words.",
        "description": "Nothing is stored, and the catalog is not asked. A contract that may not be used is no error here.",
        "requestBody": {
          "required": true,
          "content": {
            "application/json": {
              "schema": {
                "type": "object",
                "additionalProperties": false,
                "required": [
                  "contract"
                ],
                "properties": {
                  "contract": {
                    "type": "string",
                    "maxLength": 1000000
                  }
                }
              },
              "example": {
                "contract": "kind: MappingContract"
              }
            }
          }
        },
        "responses": {
          "200": {
            "description": "Problems; none when it may be used.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ContractCheck"
                }
              }
            }
          },
          "400": {
            "$ref": "#/components/responses/BadRequest"
          },
          "401": {
            "$ref": "#/components/responses/Unauthenticated"
          },
          "403": {
            "$ref": "#/components/responses/NotAllowed"
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/agents": {
      "get": {
        "operationId": "ListAgents",
        "tags": [
          "migrations"
        ],
        "summary": "What a migration may choose to be worked on with, and how much it may spend.",
        "description": "Agents in the order in which they run, budgets in dollars, and judges.",
        "parameters": [
          {
            "$ref": "#/components/parameters/fields"
          }
        ],
        "responses": {
          "200": {
            "description": "Agents, budgets and judges.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/AgentChoices"
                }
              }
            }
          },
          "400": {
            "$ref": "#/components/responses/BadRequest"
          },
          "401": {
            "$ref": "#/components/responses/Unauthenticated"
          },
          "403": {
            "$ref": "#/components/responses/NotAllowed"
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/fleet": {
      "get": {
        "operationId": "GetFleet",
        "tags": [
          "fleet"
        ],
        "summary": "What runs at the moment, over all migrations.",
        "description": "Migrations and targets by state, attempts that run, replicas, budgets of code hosts and models.",
        "parameters": [
          {
            "$ref": "#/components/parameters/fields"
          }
        ],
        "responses": {
          "200": {
            "description": "Counts.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/Fleet"
                }
              }
            }
          },
          "400": {
            "$ref": "#/components/responses/BadRequest"
          },
          "401": {
            "$ref": "#/components/responses/Unauthenticated"
          },
          "403": {
            "$ref": "#/components/responses/NotAllowed"
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/fleet/stop": {
      "post": {
        "operationId": "StopFleet",
        "tags": [
          "fleet"
        ],
        "summary": "The kill switch. Every replica claims and publishes nothing more, and ends what runs and gives it back.",
        "description": "Open pull requests stay. The answer says which replicas have acknowledged it; ask for the fleet again until all have. With dryRun nothing is changed.",
        "requestBody": {
          "required": true,
          "content": {
            "application/json": {
              "schema": {
                "$ref": "#/components/schemas/FleetStopRequest"
              },
              "example": {
                "reason": "Odd diffs in many repositories"
              }
            }
          }
        },
        "responses": {
          "200": {
            "description": "The fleet; replicas acknowledge within seconds.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/Fleet"
                }
              }
            }
          },
          "400": {
            "$ref": "#/components/responses/BadRequest"
          },
          "401": {
            "$ref": "#/components/responses/Unauthenticated"
          },
          "403": {
            "$ref": "#/components/responses/NotAllowed"
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/fleet/start": {
      "post": {
        "operationId": "StartFleet",
        "tags": [
          "fleet"
        ],
        "summary": "Lets the work go on after a stop.",
        "description": "What was queued goes on where it stood. With dryRun nothing is changed.",
        "requestBody": {
          "$ref": "#/components/requestBodies/StateChange"
        },
        "responses": {
          "200": {
            "description": "The fleet.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/Fleet"
                }
              }
            }
          },
          "400": {
            "$ref": "#/components/responses/BadRequest"
          },
          "401": {
            "$ref": "#/components/responses/Unauthenticated"
          },
          "403": {
            "$ref": "#/components/responses/NotAllowed"
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/audit": {
      "get": {
        "operationId": "ListActs",
        "tags": [
          "fleet"
        ],
        "summary": "What people and programs asked to have changed, newest first, and what came of it.",
        "description": "Every act over REST, actions and comments below pull requests, also those that were not allowed. What is only tried with dryRun is none. What Skein does by itself is in the events of each migration.",
        "parameters": [
          {
            "name": "actor",
            "in": "query",
            "allowReserved": true,
            "description": "Part of who acted.",
            "schema": {
              "type": "string",
              "minLength": 1,
              "maxLength": 400
            }
          },
          {
            "name": "act",
            "in": "query",
            "description": "Only these acts.",
            "explode": true,
            "schema": {
              "type": "array",
              "items": {
                "$ref": "#/components/schemas/ActKind"
              }
            }
          },
          {
            "name": "outcome",
            "in": "query",
            "description": "Only those that ended so.",
            "explode": true,
            "schema": {
              "type": "array",
              "items": {
                "$ref": "#/components/schemas/ActOutcome"
              }
            }
          },
          {
            "name": "migrationId",
            "in": "query",
            "description": "Only those on this migration and its targets.",
            "schema": {
              "type": "string",
              "format": "uuid"
            }
          },
          {
            "name": "since",
            "in": "query",
            "allowReserved": true,
            "description": "Only those from this instant on.",
            "schema": {
              "type": "string",
              "format": "date-time"
            }
          },
          {
            "name": "until",
            "in": "query",
            "allowReserved": true,
            "description": "Only those before this instant.",
            "schema": {
              "type": "string",
              "format": "date-time"
            }
          },
          {
            "$ref": "#/components/parameters/limit"
          },
          {
            "$ref": "#/components/parameters/cursor"
          },
          {
            "$ref": "#/components/parameters/fields"
          }
        ],
        "responses": {
          "200": {
            "description": "One page.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ActPage"
                }
              }
            }
          },
          "400": {
            "$ref": "#/components/responses/BadRequest"
          },
          "401": {
            "$ref": "#/components/responses/Unauthenticated"
          },
          "403": {
            "$ref": "#/components/responses/NotAllowed"
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/limits": {
      "get": {
        "operationId": "GetLimits",
        "tags": [
          "fleet"
        ],
        "summary": "What limits the attempts that run, and how the turns are shared.",
        "description": "Defaults of the configuration, and what people have set since.",
        "parameters": [
          {
            "$ref": "#/components/parameters/fields"
          }
        ],
        "responses": {
          "200": {
            "$ref": "#/components/responses/Limits"
          },
          "400": {
            "$ref": "#/components/responses/BadRequest"
          },
          "401": {
            "$ref": "#/components/responses/Unauthenticated"
          },
          "403": {
            "$ref": "#/components/responses/NotAllowed"
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      },
      "put": {
        "operationId": "SetLimit",
        "tags": [
          "fleet"
        ],
        "summary": "Sets one limit, or takes it away with null. It holds from the next claim on; what runs goes on.",
        "description": "It takes the place of the limit with the same kind, scope and subject. With dryRun nothing is changed, and the answer is the limits as they would be. Send If-Match so as not to overwrite what somebody else has set meanwhile.",
        "parameters": [
          {
            "$ref": "#/components/parameters/ifMatch"
          }
        ],
        "requestBody": {
          "required": true,
          "content": {
            "application/json": {
              "schema": {
                "$ref": "#/components/schemas/SetLimitRequest"
              },
              "example": {
                "kind": "openPullRequests",
                "scope": "team",
                "subject": "*",
                "value": 3
              }
            }
          }
        },
        "responses": {
          "200": {
            "$ref": "#/components/responses/Limits"
          },
          "400": {
            "$ref": "#/components/responses/BadRequest"
          },
          "401": {
            "$ref": "#/components/responses/Unauthenticated"
          },
          "403": {
            "$ref": "#/components/responses/NotAllowed"
          },
          "409": {
            "$ref": "#/components/responses/Conflict"
          },
          "412": {
            "$ref": "#/components/responses/Stale"
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/event-subscriptions": {
      "get": {
        "operationId": "ListEventSubscriptions",
        "tags": [
          "events"
        ],
        "summary": "Who is sent events by webhook, oldest first.",
        "description": "For admins, since an address may hold a token. Secrets are never shown again.",
        "parameters": [
          {
            "$ref": "#/components/parameters/fields"
          }
        ],
        "responses": {
          "200": {
            "description": "All of them; there are a hundred at most.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/EventSubscriptionList"
                }
              }
            }
          },
          "400": {
            "$ref": "#/components/responses/BadRequest"
          },
          "401": {
            "$ref": "#/components/responses/Unauthenticated"
          },
          "403": {
            "$ref": "#/components/responses/NotAllowed"
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      },
      "post": {
        "operationId": "CreateEventSubscription",
        "tags": [
          "events"
        ],
        "summary": "Sends events to an address from now on, signed as Standard Webhooks wants it.",
        "description": "The answer holds the secret for the signatures, which is shown here and never again. Addresses have to be public and begin with https, unless the configuration says otherwise. With dryRun nothing is stored, its id names nothing, and there is no secret.",
        "requestBody": {
          "required": true,
          "content": {
            "application/json": {
              "schema": {
                "$ref": "#/components/schemas/CreateEventSubscriptionRequest"
              },
              "example": {
                "title": "Tickets",
                "url": "https://hooks.example/skein",
                "kinds": [
                  "targetMoved",
                  "decisionMade"
                ]
              }
            }
          }
        },
        "responses": {
          "201": {
            "description": "The subscription with its secret.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/EventSubscriptionSecret"
                }
              }
            }
          },
          "400": {
            "$ref": "#/components/responses/BadRequest"
          },
          "401": {
            "$ref": "#/components/responses/Unauthenticated"
          },
          "403": {
            "$ref": "#/components/responses/NotAllowed"
          },
          "409": {
            "$ref": "#/components/responses/Conflict"
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/event-subscriptions/{subscriptionId}": {
      "parameters": [
        {
          "$ref": "#/components/parameters/subscriptionId"
        }
      ],
      "get": {
        "operationId": "GetEventSubscription",
        "tags": [
          "events"
        ],
        "summary": "A subscription, and how it fares.",
        "description": "Since when nothing has arrived, and why it was switched off, if it was.",
        "parameters": [
          {
            "$ref": "#/components/parameters/fields"
          }
        ],
        "responses": {
          "200": {
            "$ref": "#/components/responses/EventSubscription"
          },
          "400": {
            "$ref": "#/components/responses/BadRequest"
          },
          "401": {
            "$ref": "#/components/responses/Unauthenticated"
          },
          "403": {
            "$ref": "#/components/responses/NotAllowed"
          },
          "404": {
            "$ref": "#/components/responses/NotFound"
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      },
      "patch": {
        "operationId": "UpdateEventSubscription",
        "tags": [
          "events"
        ],
        "summary": "Changes what is sent and where to, or switches it off and on.",
        "description": "What is absent stays. What waited while it was off is sent once it is on again; what happened meanwhile is not, until it is replayed. Send If-Match so as not to overwrite what somebody else has changed. With dryRun nothing is changed, and the answer is the subscription as it would be.",
        "parameters": [
          {
            "$ref": "#/components/parameters/ifMatch"
          }
        ],
        "requestBody": {
          "required": true,
          "content": {
            "application/json": {
              "schema": {
                "$ref": "#/components/schemas/UpdateEventSubscriptionRequest"
              },
              "example": {
                "state": "active"
              }
            }
          }
        },
        "responses": {
          "200": {
            "$ref": "#/components/responses/EventSubscription"
          },
          "400": {
            "$ref": "#/components/responses/BadRequest"
          },
          "401": {
            "$ref": "#/components/responses/Unauthenticated"
          },
          "403": {
            "$ref": "#/components/responses/NotAllowed"
          },
          "404": {
            "$ref": "#/components/responses/NotFound"
          },
          "412": {
            "$ref": "#/components/responses/Stale"
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      },
      "delete": {
        "operationId": "DeleteEventSubscription",
        "tags": [
          "events"
        ],
        "summary": "Ends a subscription; what waits is not sent, and its log goes with it.",
        "description": "Send If-Match so as not to delete what somebody else has changed. With dryRun nothing is deleted.",
        "parameters": [
          {
            "$ref": "#/components/parameters/ifMatch"
          },
          {
            "$ref": "#/components/parameters/dryRun"
          }
        ],
        "responses": {
          "204": {
            "description": "It is gone."
          },
          "400": {
            "$ref": "#/components/responses/BadRequest"
          },
          "401": {
            "$ref": "#/components/responses/Unauthenticated"
          },
          "403": {
            "$ref": "#/components/responses/NotAllowed"
          },
          "404": {
            "$ref": "#/components/responses/NotFound"
          },
          "412": {
            "$ref": "#/components/responses/Stale"
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/event-subscriptions/{subscriptionId}/secret": {
      "parameters": [
        {
          "$ref": "#/components/parameters/subscriptionId"
        }
      ],
      "post": {
        "operationId": "RenewEventSecret",
        "tags": [
          "events"
        ],
        "summary": "Gives a subscription a new secret; the old one signs too for a day.",
        "description": "The answer holds the new secret, which is shown here and never again. With dryRun the secret stays as it is, and none is shown.",
        "requestBody": {
          "$ref": "#/components/requestBodies/DryRun"
        },
        "responses": {
          "200": {
            "description": "The subscription with its new secret.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/EventSubscriptionSecret"
                }
              }
            }
          },
          "400": {
            "$ref": "#/components/responses/BadRequest"
          },
          "401": {
            "$ref": "#/components/responses/Unauthenticated"
          },
          "403": {
            "$ref": "#/components/responses/NotAllowed"
          },
          "404": {
            "$ref": "#/components/responses/NotFound"
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/event-subscriptions/{subscriptionId}/test": {
      "parameters": [
        {
          "$ref": "#/components/parameters/subscriptionId"
        }
      ],
      "post": {
        "operationId": "TestEventSubscription",
        "tags": [
          "events"
        ],
        "summary": "Sends an event that says nothing, to see whether it arrives.",
        "description": "It is of the type skein.test.v1, and goes the way of all others within seconds; the log of deliveries says what became of it.",
        "responses": {
          "202": {
            "$ref": "#/components/responses/EventDelivery"
          },
          "400": {
            "$ref": "#/components/responses/BadRequest"
          },
          "401": {
            "$ref": "#/components/responses/Unauthenticated"
          },
          "403": {
            "$ref": "#/components/responses/NotAllowed"
          },
          "404": {
            "$ref": "#/components/responses/NotFound"
          },
          "409": {
            "$ref": "#/components/responses/Conflict"
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/event-subscriptions/{subscriptionId}/replay": {
      "parameters": [
        {
          "$ref": "#/components/parameters/subscriptionId"
        }
      ],
      "post": {
        "operationId": "ReplayEvents",
        "tags": [
          "events"
        ],
        "summary": "Sends all that happened in a span of time, once more or for the first time.",
        "description": "Only what the subscription wants, in order. Receivers see the ids that they have seen before. Ten thousand events at once at most. With dryRun nothing is sent, and the answer says how many would be.",
        "requestBody": {
          "required": true,
          "content": {
            "application/json": {
              "schema": {
                "$ref": "#/components/schemas/ReplayEventsRequest"
              },
              "example": {
                "from": "2026-11-27T22:00:00Z",
                "until": "2026-11-28T06:00:00Z"
              }
            }
          }
        },
        "responses": {
          "202": {
            "description": "How many are sent again.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/ReplayEventsResult"
                }
              }
            }
          },
          "400": {
            "$ref": "#/components/responses/BadRequest"
          },
          "401": {
            "$ref": "#/components/responses/Unauthenticated"
          },
          "403": {
            "$ref": "#/components/responses/NotAllowed"
          },
          "404": {
            "$ref": "#/components/responses/NotFound"
          },
          "409": {
            "$ref": "#/components/responses/Conflict"
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/event-subscriptions/{subscriptionId}/deliveries": {
      "parameters": [
        {
          "$ref": "#/components/parameters/subscriptionId"
        }
      ],
      "get": {
        "operationId": "ListEventDeliveries",
        "tags": [
          "events"
        ],
        "summary": "What was sent and what waits, newest first.",
        "description": "The log of a subscription; old rows are deleted. Follow pageInfo.nextCursor for the next page.",
        "parameters": [
          {
            "name": "state",
            "in": "query",
            "description": "Only these states.",
            "explode": true,
            "schema": {
              "type": "array",
              "items": {
                "$ref": "#/components/schemas/EventDeliveryState"
              }
            }
          },
          {
            "$ref": "#/components/parameters/limit"
          },
          {
            "$ref": "#/components/parameters/cursor"
          },
          {
            "$ref": "#/components/parameters/fields"
          }
        ],
        "responses": {
          "200": {
            "description": "One page.",
            "content": {
              "application/json": {
                "schema": {
                  "$ref": "#/components/schemas/EventDeliveryPage"
                }
              }
            }
          },
          "400": {
            "$ref": "#/components/responses/BadRequest"
          },
          "401": {
            "$ref": "#/components/responses/Unauthenticated"
          },
          "403": {
            "$ref": "#/components/responses/NotAllowed"
          },
          "404": {
            "$ref": "#/components/responses/NotFound"
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/event-subscriptions/{subscriptionId}/deliveries/{deliveryId}/replay": {
      "parameters": [
        {
          "$ref": "#/components/parameters/subscriptionId"
        },
        {
          "$ref": "#/components/parameters/deliveryId"
        }
      ],
      "post": {
        "operationId": "ReplayEventDelivery",
        "tags": [
          "events"
        ],
        "summary": "Sends one event once more, whether it arrived or not.",
        "description": "With the same id, and with all its attempts anew. With dryRun nothing is sent.",
        "requestBody": {
          "$ref": "#/components/requestBodies/DryRun"
        },
        "responses": {
          "202": {
            "$ref": "#/components/responses/EventDelivery"
          },
          "400": {
            "$ref": "#/components/responses/BadRequest"
          },
          "401": {
            "$ref": "#/components/responses/Unauthenticated"
          },
          "403": {
            "$ref": "#/components/responses/NotAllowed"
          },
          "404": {
            "$ref": "#/components/responses/NotFound"
          },
          "409": {
            "$ref": "#/components/responses/Conflict"
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    },
    "/webhooks/{host}": {
      "post": {
        "operationId": "ReceiveWebhook",
        "tags": [
          "fleet"
        ],
        "security": [],
        "summary": "Signed webhooks of a code host. Unsigned or unknown ones are refused.",
        "description": "For code hosts, which prove who they are by a signature and have no credentials. What is stored is only a hint; the state is read from the code host.",
        "parameters": [
          {
            "name": "host",
            "in": "path",
            "required": true,
            "description": "Id of a code host, or a host of its own.",
            "schema": {
              "type": "string",
              "maxLength": 200
            }
          }
        ],
        "requestBody": {
          "required": true,
          "content": {
            "application/json": {
              "schema": {},
              "example": {
                "action": "closed",
                "number": 7
              }
            }
          }
        },
        "responses": {
          "202": {
            "description": "Stored; it is looked at later."
          },
          "400": {
            "$ref": "#/components/responses/BadRequest"
          },
          "401": {
            "$ref": "#/components/responses/Unsigned"
          },
          "404": {
            "$ref": "#/components/responses/NotFound"
          },
          "default": {
            "$ref": "#/components/responses/Error"
          }
        }
      }
    }
  },
  "components": {
    "parameters": {
      "migrationId": {
        "name": "migrationId",
        "in": "path",
        "required": true,
        "description": "Of a migration, as lists give it.",
        "schema": {
          "type": "string",
          "format": "uuid"
        }
      },
      "targetId": {
        "name": "targetId",
        "in": "path",
        "required": true,
        "description": "Of a target, as lists give it.",
        "schema": {
          "type": "string",
          "format": "uuid"
        }
      },
      "attemptId": {
        "name": "attemptId",
        "in": "path",
        "required": true,
        "description": "Of an attempt, as the list of a target gives it.",
        "schema": {
          "type": "string",
          "format": "uuid"
        }
      },
      "ruleId": {
        "name": "ruleId",
        "in": "path",
        "required": true,
        "description": "Of a rule, as the list of a migration gives it.",
        "schema": {
          "type": "string",
          "pattern": "^[0-9a-f]{64}$"
        }
      },
      "jobId": {
        "name": "jobId",
        "in": "path",
        "required": true,
        "description": "Of an act on many targets.",
        "schema": {
          "type": "string",
          "format": "uuid"
        }
      },
      "approvalId": {
        "name": "approvalId",
        "in": "path",
        "required": true,
        "description": "Of an approval, as their list gives it.",
        "schema": {
          "type": "string",
          "format": "uuid"
        }
      },
      "subscriptionId": {
        "name": "subscriptionId",
        "in": "path",
        "required": true,
        "description": "Of a subscription to events, as the list gives it.",
        "schema": {
          "type": "string",
          "format": "uuid"
        }
      },
      "deliveryId": {
        "name": "deliveryId",
        "in": "path",
        "required": true,
        "description": "Of a delivery, as the log of its subscription gives it.",
        "schema": {
          "type": "string",
          "pattern": "^[0-9]{1,18}$"
        }
      },
      "waveNumber": {
        "name": "waveNumber",
        "in": "path",
        "required": true,
        "description": "From 1, in order.",
        "schema": {
          "type": "integer",
          "minimum": 1,
          "maximum": 50
        }
      },
      "limit": {
        "name": "limit",
        "in": "query",
        "description": "How many at most.",
        "schema": {
          "type": "integer",
          "minimum": 1,
          "maximum": 200,
          "default": 50
        }
      },
      "fields": {
        "name": "fields",
        "in": "query",
        "explode": false,
        "description": "Names of the fields that are wanted, separated by commas, such as id,state or pullRequest.url; of each item where the answer is a list. The answer has no others then, also where they are required.",
        "schema": {
          "type": "array",
          "minItems": 1,
          "maxItems": 50,
          "items": {
            "type": "string",
            "minLength": 1,
            "maxLength": 200
          }
        }
      },
      "dryRun": {
        "name": "dryRun",
        "in": "query",
        "description": "Shows only.",
        "schema": {
          "type": "boolean"
        }
      },
      "ifMatch": {
        "name": "If-Match",
        "in": "header",
        "description": "The ETag of an answer. When somebody has changed meanwhile what this call would overwrite, it is refused with 412.",
        "schema": {
          "type": "string",
          "maxLength": 1000
        }
      },
      "idempotencyKey": {
        "name": "Idempotency-Key",
        "in": "header",
        "description": "A new text for each new request, such as a UUID. A call that is repeated with it within a day is done once, and answered the same.",
        "schema": {
          "type": "string",
          "minLength": 1,
          "maxLength": 255
        }
      },
      "cursor": {
        "name": "cursor",
        "in": "query",
        "description": "From the pageInfo of the page before.",
        "schema": {
          "type": "string",
          "maxLength": 1000
        }
      }
    },
    "requestBodies": {
      "Calendar": {
        "required": true,
        "content": {
          "application/json": {
            "schema": {
              "$ref": "#/components/schemas/CalendarRequest"
            },
            "example": {
              "calendar": {
                "timeZone": "Europe/Berlin",
                "hours": [
                  {
                    "days": [
                      "monday",
                      "tuesday"
                    ],
                    "from": "09:00",
                    "until": "17:00"
                  }
                ]
              }
            }
          }
        }
      },
      "StateChange": {
        "required": false,
        "content": {
          "application/json": {
            "schema": {
              "$ref": "#/components/schemas/StateChangeRequest"
            },
            "example": {
              "reason": "We look at the first diffs",
              "dryRun": true
            }
          }
        }
      },
      "DryRun": {
        "required": false,
        "content": {
          "application/json": {
            "schema": {
              "$ref": "#/components/schemas/DryRunRequest"
            },
            "example": {
              "dryRun": true
            }
          }
        }
      }
    },
    "responses": {
      "Migration": {
        "description": "The migration as it is now.",
        "content": {
          "application/json": {
            "schema": {
              "$ref": "#/components/schemas/Migration"
            }
          }
        }
      },
      "Calendar": {
        "description": "The calendar as it is now; with dryRun, as it would be.",
        "content": {
          "application/json": {
            "schema": {
              "$ref": "#/components/schemas/Calendar"
            }
          }
        }
      },
      "Waves": {
        "description": "All waves as they are now; with dryRun, as they would be.",
        "content": {
          "application/json": {
            "schema": {
              "$ref": "#/components/schemas/WaveList"
            }
          }
        }
      },
      "Job": {
        "description": "The job as it is now.",
        "content": {
          "application/json": {
            "schema": {
              "$ref": "#/components/schemas/Job"
            }
          }
        }
      },
      "Target": {
        "description": "The target as it is now.",
        "content": {
          "application/json": {
            "schema": {
              "$ref": "#/components/schemas/Target"
            }
          }
        }
      },
      "Events": {
        "description": "One page, newest first.",
        "content": {
          "application/json": {
            "schema": {
              "$ref": "#/components/schemas/EventPage"
            }
          }
        }
      },
      "NoticePreference": {
        "description": "What is wanted now.",
        "content": {
          "application/json": {
            "schema": {
              "$ref": "#/components/schemas/NoticePreference"
            }
          }
        }
      },
      "EventSubscription": {
        "description": "The subscription as it is now.",
        "content": {
          "application/json": {
            "schema": {
              "$ref": "#/components/schemas/EventSubscription"
            }
          }
        }
      },
      "EventDelivery": {
        "description": "The delivery, which is sent within seconds.",
        "content": {
          "application/json": {
            "schema": {
              "$ref": "#/components/schemas/EventDelivery"
            }
          }
        }
      },
      "Limits": {
        "description": "The limits as they are now.",
        "content": {
          "application/json": {
            "schema": {
              "$ref": "#/components/schemas/LimitList"
            }
          }
        }
      },
      "BadRequest": {
        "description": "Something in the request cannot be meant. The message names each field, its value and the mend.",
        "content": {
          "application/json": {
            "schema": {
              "$ref": "#/components/schemas/ErrorBody"
            },
            "example": {
              "error": {
                "name": "InputError",
                "message": "query.limit: 500 must be <= 200"
              },
              "request": {
                "method": "GET",
                "url": "/migrations?limit=500"
              },
              "response": {
                "statusCode": 400
              }
            }
          }
        }
      },
      "Unauthenticated": {
        "description": "Nobody knows who calls. Send a token of a user or a service as a bearer.",
        "content": {
          "application/json": {
            "schema": {
              "$ref": "#/components/schemas/ErrorBody"
            },
            "example": {
              "error": {
                "name": "AuthenticationError",
                "message": "Missing credentials"
              },
              "request": {
                "method": "GET",
                "url": "/migrations"
              },
              "response": {
                "statusCode": 401
              }
            }
          }
        }
      },
      "Unsigned": {
        "description": "The signature is missing or wrong.",
        "content": {
          "application/json": {
            "schema": {
              "$ref": "#/components/schemas/ErrorBody"
            },
            "example": {
              "error": {
                "name": "AuthenticationError",
                "message": "The signature is wrong"
              },
              "request": {
                "method": "POST",
                "url": "/webhooks/github"
              },
              "response": {
                "statusCode": 401
              }
            }
          }
        }
      },
      "NotAllowed": {
        "description": "The caller may not do it. The message names the permission that it needs.",
        "content": {
          "application/json": {
            "schema": {
              "$ref": "#/components/schemas/ErrorBody"
            },
            "example": {
              "error": {
                "name": "NotAllowedError",
                "message": "This needs the permission 'dataset-migrations.migration.update'"
              },
              "request": {
                "method": "POST",
                "url": "/migrations/0b6f/start"
              },
              "response": {
                "statusCode": 403
              }
            }
          }
        }
      },
      "NotFound": {
        "description": "There is no such thing, or the caller may not see it.",
        "content": {
          "application/json": {
            "schema": {
              "$ref": "#/components/schemas/ErrorBody"
            },
            "example": {
              "error": {
                "name": "NotFoundError",
                "message": "There is no target '2f1d8a0e-8f55-4f0c-9f6e-1f0f4a6f1a11'"
              },
              "request": {
                "method": "GET",
                "url": "/targets/2f1d8a0e-8f55-4f0c-9f6e-1f0f4a6f1a11"
              },
              "response": {
                "statusCode": 404
              }
            }
          }
        }
      },
      "Conflict": {
        "description": "It is not possible as things stand. The message says why, and when it is.",
        "content": {
          "application/json": {
            "schema": {
              "$ref": "#/components/schemas/ErrorBody"
            },
            "example": {
              "error": {
                "name": "ConflictError",
                "message": "The migration 'User activity v1 → v2' is draft and cannot be started; that is possible while it is planned"
              },
              "request": {
                "method": "POST",
                "url": "/migrations/0b6f/start"
              },
              "response": {
                "statusCode": 409
              }
            }
          }
        }
      },
      "Stale": {
        "description": "Somebody has changed meanwhile what this call would overwrite. Read it again and send its ETag.",
        "content": {
          "application/json": {
            "schema": {
              "$ref": "#/components/schemas/ErrorBody"
            },
            "example": {
              "error": {
                "name": "PreconditionFailedError",
                "message": "headers.if-match: \"6f0c.41aa\" is not what stands any more, since somebody has changed the limits meanwhile; read it again, look at what is new, and send its ETag"
              },
              "request": {
                "method": "PUT",
                "url": "/limits"
              },
              "response": {
                "statusCode": 412
              }
            }
          }
        }
      },
      "KeyReused": {
        "description": "The key was sent before, with another body. Take a new key for a new request.",
        "content": {
          "application/json": {
            "schema": {
              "$ref": "#/components/schemas/ErrorBody"
            },
            "example": {
              "error": {
                "name": "KeyReusedError",
                "message": "headers.idempotency-key: \"nightly-1\" was sent with another body before; send the same body again, or a new key for a new request"
              },
              "request": {
                "method": "POST",
                "url": "/migrations"
              },
              "response": {
                "statusCode": 422
              }
            }
          }
        }
      },
      "Error": {
        "description": "Anything else, which is not the caller's fault.",
        "content": {
          "application/json": {
            "schema": {
              "$ref": "#/components/schemas/ErrorBody"
            }
          }
        }
      }
    },
    "schemas": {
      "MigrationState": {
        "type": "string",
        "enum": [
          "draft",
          "planned",
          "running",
          "paused",
          "completing",
          "completed",
          "cancelled"
        ],
        "description": "State of a migration."
      },
      "TargetState": {
        "type": "string",
        "enum": [
          "pending",
          "queued",
          "running",
          "proposed",
          "publishing",
          "prOpen",
          "needsHuman",
          "snoozed",
          "takenOver",
          "merged",
          "noChanges",
          "exempted",
          "notAConsumer",
          "closed",
          "failed",
          "cancelled",
          "reverted"
        ],
        "description": "State of a target."
      },
      "EvidenceLevel": {
        "type": "string",
        "enum": [
          "E0",
          "E1",
          "E2",
          "E3",
          "E4",
          "E5",
          "E6"
        ],
        "description": "How much is proved."
      },
      "FailureClass": {
        "type": "string",
        "enum": [
          "infrastructure",
          "rate",
          "agent",
          "permanent"
        ],
        "description": "Who is to blame for a failure. infrastructure and rate pass by themselves and are tried without an end; agent is the attempt's own and is tried a few times; permanent needs a person."
      },
      "TargetCondition": {
        "type": "string",
        "enum": [
          "noReviewer",
          "checksFailing",
          "changesRequested",
          "conflict",
          "belowEvidence",
          "decisionNeeded",
          "noOwner",
          "humanCommits",
          "agentsStopped",
          "retrying",
          "accepted",
          "ownerDisputed",
          "exceptionAsked"
        ],
        "description": "Something to see beside the state."
      },
      "PageInfo": {
        "type": "object",
        "description": "How to get the next page.",
        "required": [],
        "properties": {
          "nextCursor": {
            "type": "string"
          }
        }
      },
      "FollowedEntityList": {
        "type": "object",
        "description": "Entities of the catalog that describe migrations.",
        "required": [
          "items"
        ],
        "properties": {
          "items": {
            "type": "array",
            "maxItems": 1,
            "items": {
              "$ref": "#/components/schemas/FollowedEntity"
            }
          }
        }
      },
      "FollowedEntityState": {
        "type": "string",
        "enum": [
          "waiting",
          "followed",
          "refused",
          "gone"
        ],
        "description": "Nothing came of it yet; the migration is as it says, but for what people have changed since; it cannot be followed as it stands; the catalog does not have it any more."
      },
      "FollowedEntity": {
        "type": "object",
        "description": "An entity of the catalog that describes a migration, and what became of it.",
        "required": [
          "entityRef",
          "state",
          "stateSince"
        ],
        "properties": {
          "entityRef": {
            "type": "string"
          },
          "state": {
            "$ref": "#/components/schemas/FollowedEntityState"
          },
          "stateSince": {
            "type": "string",
            "format": "date-time"
          },
          "problem": {
            "type": "string",
            "description": "Why it is not followed as it stands, and the mend."
          },
          "migration": {
            "$ref": "#/components/schemas/FollowedMigration"
          }
        }
      },
      "FollowedMigration": {
        "type": "object",
        "description": "The migration that was made from an entity.",
        "required": [
          "id",
          "title",
          "state"
        ],
        "properties": {
          "id": {
            "type": "string"
          },
          "title": {
            "type": "string"
          },
          "state": {
            "$ref": "#/components/schemas/MigrationState"
          }
        }
      },
      "CreateMigrationRequest": {
        "type": "object",
        "additionalProperties": false,
        "description": "A new migration.",
        "required": [
          "contract"
        ],
        "properties": {
          "contract": {
            "type": "string",
            "maxLength": 1000000,
            "description": "The mapping contract as YAML or JSON text."
          },
          "requiredLevel": {
            "$ref": "#/components/schemas/EvidenceLevel"
          },
          "deadline": {
            "type": "string",
            "format": "date",
            "description": "Last day, YYYY-MM-DD."
          },
          "followUp": {
            "$ref": "#/components/schemas/FollowUpPolicy"
          },
          "agents": {
            "type": "array",
            "minItems": 1,
            "maxItems": 10,
            "description": "Agents that may run, in order, the rewriter first; all that are installed when it is not given.",
            "items": {
              "type": "string",
              "maxLength": 100
            }
          },
          "fallbackAgent": {
            "type": "string",
            "maxLength": 100,
            "description": "Runs in place of a coding agent that its surroundings have failed."
          },
          "modelBudgetDollars": {
            "type": "number",
            "minimum": 0,
            "description": "The most that it may spend on models, up to what the admin allows; a default when it is not given."
          },
          "judgeMode": {
            "$ref": "#/components/schemas/JudgeMode"
          },
          "dryRun": {
            "type": "boolean",
            "description": "Check only."
          }
        }
      },
      "UpdateMigrationRequest": {
        "type": "object",
        "additionalProperties": false,
        "description": "What to change of a draft or a plan; the follow-up, agents and budget also of what runs.",
        "properties": {
          "dryRun": {
            "type": "boolean",
            "description": "Shows only."
          },
          "contract": {
            "type": "string",
            "maxLength": 1000000
          },
          "requiredLevel": {
            "$ref": "#/components/schemas/EvidenceLevel"
          },
          "deadline": {
            "type": [
              "string",
              "null"
            ],
            "format": "date"
          },
          "agents": {
            "type": [
              "array",
              "null"
            ],
            "minItems": 1,
            "maxItems": 10,
            "description": "Agents that may run, in order, the rewriter first; null for all that are installed.",
            "items": {
              "type": "string",
              "maxLength": 100
            }
          },
          "fallbackAgent": {
            "type": [
              "string",
              "null"
            ],
            "maxLength": 100,
            "description": "Runs in place of a coding agent that its surroundings have failed."
          },
          "modelBudgetDollars": {
            "type": [
              "number",
              "null"
            ],
            "minimum": 0,
            "description": "The most that it may spend on models, up to what the admin allows; null for the default."
          },
          "judgeMode": {
            "description": "What a veto of judges comes to, never less than the admin wants; null for what is configured.",
            "oneOf": [
              {
                "$ref": "#/components/schemas/JudgeMode"
              },
              {
                "type": "null"
              }
            ]
          },
          "followUp": {
            "description": "Instead of what was set before, also while it runs; null for what is configured.",
            "oneOf": [
              {
                "$ref": "#/components/schemas/FollowUpPolicy"
              },
              {
                "type": "null"
              }
            ]
          }
        }
      },
      "FollowUpPolicy": {
        "type": "object",
        "additionalProperties": false,
        "description": "How open pull requests of a migration are followed up. It may be more careful than the configuration, never less; what is absent is as configured.",
        "properties": {
          "autoMerge": {
            "$ref": "#/components/schemas/AutoMergeChoice"
          },
          "stale": {
            "$ref": "#/components/schemas/StaleChoice"
          },
          "reactions": {
            "$ref": "#/components/schemas/ReactionChoice"
          }
        }
      },
      "AutoMergeChoice": {
        "type": "object",
        "additionalProperties": false,
        "description": "Which pull requests are merged without a person doing it, of the repositories that the configuration names.",
        "properties": {
          "enabled": {
            "type": "boolean",
            "description": "false leaves all merges to people."
          },
          "minimumLevel": {
            "$ref": "#/components/schemas/EvidenceLevel"
          },
          "approvals": {
            "type": "integer",
            "minimum": 0,
            "maximum": 10,
            "description": "How many people have to approve the newest commit."
          },
          "requiredChecks": {
            "type": "array",
            "maxItems": 50,
            "description": "Checks that have to be there beside the configured ones.",
            "items": {
              "type": "string",
              "minLength": 1,
              "maxLength": 200
            }
          },
          "method": {
            "type": "string",
            "enum": [
              "merge",
              "squash",
              "rebase"
            ]
          }
        }
      },
      "StaleChoice": {
        "type": "object",
        "additionalProperties": false,
        "description": "What happens to open pull requests that nobody does anything about.",
        "properties": {
          "remindAfterDays": {
            "type": "integer",
            "minimum": 0,
            "maximum": 365,
            "description": "A comment reminds people after so many days, and again after as many; 0 for never."
          },
          "reminders": {
            "type": "integer",
            "minimum": 1,
            "maximum": 5
          },
          "closeAfterDays": {
            "type": [
              "integer",
              "null"
            ],
            "minimum": 1,
            "maximum": 365,
            "description": "It is closed so many days after the last reminder; null for never."
          }
        }
      },
      "ReactionChoice": {
        "type": "object",
        "additionalProperties": false,
        "description": "What of that which is said about open pull requests goes to a coding agent.",
        "properties": {
          "enabled": {
            "type": "boolean",
            "description": "false leaves failed checks and reviews to people."
          },
          "rounds": {
            "type": "integer",
            "minimum": 0,
            "maximum": 5,
            "description": "How often at most for one pull request, of failed checks and of reviews each."
          }
        }
      },
      "PlanRequest": {
        "type": "object",
        "additionalProperties": false,
        "description": "What to take into the plan.",
        "properties": {
          "includeUndeclared": {
            "type": "boolean",
            "description": "Take in code that reads the dataset but that no entity declares."
          },
          "dryRun": {
            "type": "boolean",
            "description": "Shows only."
          }
        }
      },
      "StartRequest": {
        "type": "object",
        "additionalProperties": false,
        "description": "Guards a start.",
        "properties": {
          "planHash": {
            "type": "string",
            "maxLength": 100,
            "description": "The plan that was looked at; another plan is refused."
          },
          "waves": {
            "type": "array",
            "minItems": 1,
            "maxItems": 50,
            "description": "In which waves targets are released; what was set before when absent.",
            "items": {
              "$ref": "#/components/schemas/WavePlan"
            }
          },
          "dryRun": {
            "type": "boolean",
            "description": "Shows only."
          }
        }
      },
      "Weekday": {
        "type": "string",
        "enum": [
          "monday",
          "tuesday",
          "wednesday",
          "thursday",
          "friday",
          "saturday",
          "sunday"
        ],
        "description": "A day of the week."
      },
      "RolloutHours": {
        "type": "object",
        "additionalProperties": false,
        "description": "Hours on some days, by the clocks of the time zone. When they end before they begin, they go over midnight.",
        "required": [
          "days",
          "from",
          "until"
        ],
        "properties": {
          "days": {
            "type": "array",
            "minItems": 1,
            "maxItems": 7,
            "items": {
              "$ref": "#/components/schemas/Weekday"
            }
          },
          "from": {
            "type": "string",
            "pattern": "^([01][0-9]|2[0-3]):[0-5][0-9]$"
          },
          "until": {
            "type": "string",
            "pattern": "^([01][0-9]|2[0-3]):[0-5][0-9]$"
          }
        }
      },
      "RolloutFreeze": {
        "type": "object",
        "additionalProperties": false,
        "description": "A time in which nothing is released or published.",
        "required": [
          "from",
          "until"
        ],
        "properties": {
          "from": {
            "type": "string",
            "format": "date-time"
          },
          "until": {
            "type": "string",
            "format": "date-time"
          },
          "reason": {
            "type": "string",
            "maxLength": 200
          }
        }
      },
      "RolloutCalendar": {
        "type": "object",
        "additionalProperties": false,
        "description": "When targets may be released and published. Without hours, always but for freezes.",
        "required": [
          "timeZone"
        ],
        "properties": {
          "timeZone": {
            "type": "string",
            "maxLength": 60,
            "description": "For example Europe/Berlin."
          },
          "hours": {
            "type": "array",
            "minItems": 1,
            "maxItems": 20,
            "items": {
              "$ref": "#/components/schemas/RolloutHours"
            }
          },
          "freezes": {
            "type": "array",
            "maxItems": 50,
            "items": {
              "$ref": "#/components/schemas/RolloutFreeze"
            }
          }
        }
      },
      "CalendarRequest": {
        "type": "object",
        "additionalProperties": false,
        "description": "A calendar; null for none.",
        "required": [
          "calendar"
        ],
        "properties": {
          "calendar": {
            "oneOf": [
              {
                "$ref": "#/components/schemas/RolloutCalendar"
              },
              {
                "type": "null"
              }
            ]
          },
          "dryRun": {
            "type": "boolean",
            "description": "Shows only."
          }
        }
      },
      "Calendar": {
        "type": "object",
        "description": "A calendar, and what it says now.",
        "required": [
          "open"
        ],
        "properties": {
          "calendar": {
            "$ref": "#/components/schemas/RolloutCalendar"
          },
          "setBy": {
            "type": "string"
          },
          "setAt": {
            "type": "string",
            "format": "date-time"
          },
          "open": {
            "type": "boolean"
          },
          "opensAt": {
            "type": "string",
            "format": "date-time"
          },
          "closesAt": {
            "type": "string",
            "format": "date-time"
          },
          "reason": {
            "type": "string",
            "description": "Why it is closed."
          }
        }
      },
      "WaveState": {
        "type": "string",
        "enum": [
          "pending",
          "open",
          "draining",
          "passed",
          "halted"
        ],
        "description": "State of a wave. It is open while it has something to begin, and draining when all of it has begun."
      },
      "WaveGate": {
        "type": "object",
        "additionalProperties": false,
        "description": "What has to hold before the next wave opens, and what halts this one. Nothing is asked for what is absent.",
        "properties": {
          "maxFailureShare": {
            "type": "number",
            "minimum": 0,
            "maximum": 1,
            "description": "The wave is halted when more than this share of its targets surely fails. Failures of the infrastructure do not count."
          },
          "maxChecksFailedShare": {
            "type": "number",
            "minimum": 0,
            "maximum": 1,
            "description": "The same for pull requests with failing checks; the gate waits for checks that are not over."
          },
          "minSample": {
            "type": "integer",
            "minimum": 1,
            "maximum": 1000,
            "default": 10,
            "description": "How many results there must be before a share means anything, unless the wave has ended with fewer."
          },
          "minMergedShare": {
            "type": "number",
            "minimum": 0,
            "maximum": 1,
            "description": "The share of pull requests that must be merged."
          },
          "soakMinutes": {
            "type": "integer",
            "minimum": 0,
            "maximum": 43200,
            "description": "How long nothing may go wrong after the last target of the wave was through."
          },
          "approval": {
            "type": "boolean",
            "description": "A person has to approve."
          }
        }
      },
      "WavePlan": {
        "type": "object",
        "additionalProperties": false,
        "description": "A wave to be. With neither size nor share it takes all that is left, as the last one always does.",
        "properties": {
          "title": {
            "type": "string",
            "minLength": 1,
            "maxLength": 100
          },
          "size": {
            "type": "integer",
            "minimum": 1,
            "maximum": 100000
          },
          "share": {
            "type": "number",
            "exclusiveMinimum": 0,
            "maximum": 1,
            "description": "Of all targets of the migration."
          },
          "gate": {
            "$ref": "#/components/schemas/WaveGate"
          }
        }
      },
      "WavesRequest": {
        "type": "object",
        "additionalProperties": false,
        "description": "The waves of a migration; null for the default.",
        "required": [
          "waves"
        ],
        "properties": {
          "waves": {
            "type": [
              "array",
              "null"
            ],
            "minItems": 1,
            "maxItems": 50,
            "items": {
              "$ref": "#/components/schemas/WavePlan"
            }
          },
          "dryRun": {
            "type": "boolean",
            "description": "Shows only."
          }
        }
      },
      "MoveToWaveRequest": {
        "type": "object",
        "additionalProperties": false,
        "description": "Targets to put into a wave.",
        "required": [
          "targetIds"
        ],
        "properties": {
          "targetIds": {
            "type": "array",
            "minItems": 1,
            "maxItems": 1000,
            "items": {
              "type": "string",
              "format": "uuid"
            }
          },
          "dryRun": {
            "type": "boolean",
            "description": "Checks only."
          }
        }
      },
      "WaveDecisionRequest": {
        "type": "object",
        "additionalProperties": false,
        "description": "A decision about a wave.",
        "required": [
          "decision"
        ],
        "properties": {
          "decision": {
            "$ref": "#/components/schemas/WaveAction"
          },
          "reason": {
            "type": "string",
            "maxLength": 1000
          },
          "dryRun": {
            "type": "boolean",
            "description": "Checks only."
          }
        }
      },
      "WaveAction": {
        "type": "string",
        "enum": [
          "approve",
          "pass",
          "halt",
          "resume"
        ],
        "description": "approve gives the approval that the gate asks for; pass opens the next wave whatever the gate says, halt and pass need a reason."
      },
      "Wave": {
        "type": "object",
        "description": "Targets that are released together.",
        "required": [
          "number",
          "title",
          "state",
          "stateSince",
          "gate",
          "targetCount",
          "targetCounts",
          "waitsFor",
          "allowed"
        ],
        "properties": {
          "number": {
            "type": "integer"
          },
          "title": {
            "type": "string"
          },
          "state": {
            "$ref": "#/components/schemas/WaveState"
          },
          "stateReason": {
            "type": "string"
          },
          "stateSince": {
            "type": "string",
            "format": "date-time"
          },
          "gate": {
            "$ref": "#/components/schemas/WaveGate"
          },
          "approvedBy": {
            "type": "string"
          },
          "targetCount": {
            "type": "integer"
          },
          "targetCounts": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/StateCount"
            }
          },
          "targetsWorkedOn": {
            "type": "integer",
            "description": "On which agents have come to an end; absent while there are none."
          },
          "targetsWithoutModel": {
            "type": "integer",
            "description": "Those of them for which no model was asked."
          },
          "waitsFor": {
            "type": "array",
            "description": "What its gate waits for now, a sentence each.",
            "items": {
              "type": "string"
            }
          },
          "allowed": {
            "type": "array",
            "description": "What the caller may do now.",
            "items": {
              "$ref": "#/components/schemas/WaveAction"
            }
          }
        }
      },
      "WaveList": {
        "type": "object",
        "description": "The waves of a migration, in order.",
        "required": [
          "items"
        ],
        "properties": {
          "items": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/Wave"
            }
          }
        }
      },
      "DryRunRequest": {
        "type": "object",
        "additionalProperties": false,
        "description": "Whether it is only tried.",
        "properties": {
          "dryRun": {
            "type": "boolean",
            "description": "Shows only."
          }
        }
      },
      "StateChangeRequest": {
        "type": "object",
        "additionalProperties": false,
        "description": "Why a state changes.",
        "properties": {
          "reason": {
            "type": "string",
            "maxLength": 1000
          },
          "dryRun": {
            "type": "boolean",
            "description": "Shows only."
          }
        }
      },
      "RetryTargetRequest": {
        "type": "object",
        "additionalProperties": false,
        "description": "How to try a target again.",
        "properties": {
          "reason": {
            "type": "string",
            "maxLength": 1000
          },
          "agent": {
            "type": "string",
            "maxLength": 60,
            "description": "The only agent that is to run; the whole chain when it is absent."
          },
          "dryRun": {
            "type": "boolean",
            "description": "Shows only."
          }
        }
      },
      "RetryFailedRequest": {
        "type": "object",
        "additionalProperties": false,
        "description": "Which failed targets to try again, and how.",
        "properties": {
          "failureClass": {
            "$ref": "#/components/schemas/FailureClass"
          },
          "text": {
            "type": "string",
            "minLength": 1,
            "maxLength": 200,
            "description": "Only those whose reason contains this."
          },
          "reason": {
            "type": "string",
            "maxLength": 1000
          },
          "agent": {
            "type": "string",
            "maxLength": 60,
            "description": "The only agent that is to run; the whole chain when it is absent."
          },
          "dryRun": {
            "type": "boolean",
            "description": "Count and name them only."
          }
        }
      },
      "RetryFailedResult": {
        "type": "object",
        "description": "Failed targets that are tried again.",
        "required": [
          "total",
          "retried",
          "dryRun",
          "targets"
        ],
        "properties": {
          "total": {
            "type": "integer",
            "description": "How many there were; when it is more than retried, call again."
          },
          "retried": {
            "type": "integer"
          },
          "dryRun": {
            "type": "boolean"
          },
          "targets": {
            "type": "array",
            "description": "The first 50 of them.",
            "items": {
              "$ref": "#/components/schemas/FailedTarget"
            }
          }
        }
      },
      "FailedTarget": {
        "type": "object",
        "description": "A target that was given up.",
        "required": [
          "id",
          "repository"
        ],
        "properties": {
          "id": {
            "type": "string"
          },
          "repository": {
            "type": "string",
            "description": "host/owner/name"
          },
          "failureClass": {
            "$ref": "#/components/schemas/FailureClass"
          },
          "reason": {
            "type": "string"
          }
        }
      },
      "RevertRequest": {
        "type": "object",
        "additionalProperties": false,
        "description": "What to undo, by exactly one of wave, targetIds and all; and why.",
        "required": [
          "reason"
        ],
        "properties": {
          "wave": {
            "type": "integer",
            "minimum": 1,
            "maximum": 50
          },
          "targetIds": {
            "type": "array",
            "minItems": 1,
            "maxItems": 1000,
            "items": {
              "type": "string",
              "format": "uuid"
            }
          },
          "all": {
            "type": "boolean",
            "description": "All that was merged, and not reverted since."
          },
          "reason": {
            "type": "string",
            "minLength": 1,
            "maxLength": 1000
          },
          "dryRun": {
            "type": "boolean",
            "description": "Count and name them only."
          }
        }
      },
      "RevertResult": {
        "type": "object",
        "description": "Merged targets that are to be undone.",
        "required": [
          "total",
          "requested",
          "underWay",
          "dryRun",
          "targets"
        ],
        "properties": {
          "total": {
            "type": "integer",
            "description": "How many there were; when it is more than requested, call again."
          },
          "requested": {
            "type": "integer"
          },
          "underWay": {
            "type": "integer",
            "description": "How many more are being reverted already, since somebody has asked for that before."
          },
          "dryRun": {
            "type": "boolean"
          },
          "targets": {
            "type": "array",
            "description": "The first 50 of them.",
            "items": {
              "$ref": "#/components/schemas/RevertedTarget"
            }
          }
        }
      },
      "RevertedTarget": {
        "type": "object",
        "description": "A target whose merged pull request is to be undone.",
        "required": [
          "id",
          "repository"
        ],
        "properties": {
          "id": {
            "type": "string"
          },
          "repository": {
            "type": "string",
            "description": "host/owner/name"
          },
          "ownerRef": {
            "type": "string"
          },
          "pullRequestUrl": {
            "type": "string",
            "description": "The one that is to be undone."
          }
        }
      },
      "RevertState": {
        "type": "string",
        "enum": [
          "waiting",
          "open",
          "done",
          "closed",
          "needsHuman"
        ],
        "description": "waiting for its pull request to be opened, open, done when the change is undone, closed when people closed the pull request, needsHuman when it cannot be undone by itself."
      },
      "Revert": {
        "type": "object",
        "description": "How far what was merged is undone.",
        "required": [
          "state",
          "stateSince",
          "reason",
          "requestedBy",
          "requestedAt"
        ],
        "properties": {
          "state": {
            "$ref": "#/components/schemas/RevertState"
          },
          "stateReason": {
            "type": "string"
          },
          "stateSince": {
            "type": "string",
            "format": "date-time"
          },
          "reason": {
            "type": "string",
            "description": "Why somebody wants it undone."
          },
          "requestedBy": {
            "type": "string"
          },
          "requestedAt": {
            "type": "string",
            "format": "date-time"
          },
          "pullRequest": {
            "$ref": "#/components/schemas/PullRequest"
          }
        }
      },
      "DecisionRequest": {
        "type": "object",
        "additionalProperties": false,
        "description": "A decision about a target.",
        "required": [
          "decision"
        ],
        "properties": {
          "decision": {
            "type": "string",
            "enum": [
              "accept",
              "snooze",
              "wakeUp",
              "takeOver",
              "handBack",
              "notOurs",
              "takeOwnership",
              "askException",
              "exempt",
              "refuse",
              "notAConsumer",
              "undo"
            ],
            "description": "snooze and askException need until, notOurs needs ownerRef; askException, refuse and notAConsumer need a reason, as do exempt without an exception that was asked for and snooze beyond the deadline. exempt and refuse are the dataset owner's; takeOwnership is that of the proposed owner, too."
          },
          "reason": {
            "type": "string",
            "maxLength": 1000
          },
          "until": {
            "type": "string",
            "format": "date",
            "description": "YYYY-MM-DD. A snooze and an exception end when that day begins in the team's time; a team that takes over means to be done by then."
          },
          "ownerRef": {
            "type": "string",
            "maxLength": 400,
            "description": "The group or user that owns the code."
          },
          "dryRun": {
            "type": "boolean",
            "description": "Shows only."
          }
        }
      },
      "DecisionKind": {
        "type": "string",
        "enum": [
          "accept",
          "snooze",
          "takeOver",
          "notOurs",
          "askException",
          "exempt",
          "notAConsumer"
        ],
        "description": "What stands of what was said about a target."
      },
      "Decision": {
        "type": "object",
        "description": "What was said last about a target, while it stands.",
        "required": [
          "kind",
          "by",
          "at"
        ],
        "properties": {
          "kind": {
            "$ref": "#/components/schemas/DecisionKind"
          },
          "by": {
            "type": "string"
          },
          "at": {
            "type": "string",
            "format": "date-time"
          },
          "reason": {
            "type": "string"
          },
          "until": {
            "type": "string",
            "format": "date"
          },
          "timeZone": {
            "type": "string",
            "description": "In which that day begins."
          },
          "ownerRef": {
            "type": "string",
            "description": "Whose it is said to be."
          }
        }
      },
      "DecisionCount": {
        "type": "object",
        "description": "About how many targets something was said and stands.",
        "required": [
          "kind",
          "count"
        ],
        "properties": {
          "kind": {
            "$ref": "#/components/schemas/DecisionKind"
          },
          "count": {
            "type": "integer"
          }
        }
      },
      "DecisionDays": {
        "type": "object",
        "description": "How long decisions about a target may last.",
        "required": [
          "timeZone",
          "earliest",
          "latestSnooze",
          "latestException"
        ],
        "properties": {
          "timeZone": {
            "type": "string",
            "description": "The team's, or else that of the migration's calendar, or else UTC."
          },
          "earliest": {
            "type": "string",
            "format": "date"
          },
          "latestSnooze": {
            "type": "string",
            "format": "date"
          },
          "latestException": {
            "type": "string",
            "format": "date"
          },
          "deadline": {
            "type": "string",
            "format": "date"
          }
        }
      },
      "StateCount": {
        "type": "object",
        "description": "How many targets are in a state.",
        "required": [
          "state",
          "count"
        ],
        "properties": {
          "state": {
            "$ref": "#/components/schemas/TargetState"
          },
          "count": {
            "type": "integer"
          }
        }
      },
      "DiscoveryFinding": {
        "type": "object",
        "description": "Something that discovery could not use, shown instead of dropped.",
        "required": [
          "kind",
          "message"
        ],
        "properties": {
          "kind": {
            "type": "string",
            "enum": [
              "noRepository",
              "danglingRelation",
              "cycle",
              "sourceFailed",
              "undeclared"
            ]
          },
          "entityRef": {
            "type": "string"
          },
          "message": {
            "type": "string"
          }
        }
      },
      "Readers": {
        "type": "object",
        "description": "Who still reads the old dataset, as far as was looked.",
        "required": [
          "checkedAt",
          "count",
          "places"
        ],
        "properties": {
          "checkedAt": {
            "type": "string",
            "format": "date-time"
          },
          "count": {
            "type": "integer",
            "description": "Repositories that still read it."
          },
          "places": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/ReaderPlace"
            }
          }
        }
      },
      "ReaderPlace": {
        "type": "object",
        "description": "A repository that still reads the old dataset.",
        "required": [
          "repository",
          "where"
        ],
        "properties": {
          "repository": {
            "type": "string"
          },
          "targetId": {
            "type": "string"
          },
          "where": {
            "type": "string",
            "description": "File and line, or why it is not known."
          },
          "unknown": {
            "type": "boolean",
            "description": "It could not be looked at."
          }
        }
      },
      "Migration": {
        "type": "object",
        "description": "One campaign, from a dataset to its replacement.",
        "required": [
          "id",
          "name",
          "title",
          "state",
          "stateSince",
          "fromRefs",
          "toRefs",
          "ownerRef",
          "coOwnerRefs",
          "createdBy",
          "createdAt",
          "contractVersion",
          "requiredLevel",
          "targetCounts",
          "targetCount",
          "settledCount",
          "consumerCount",
          "findings",
          "previewing",
          "allowed"
        ],
        "properties": {
          "id": {
            "type": "string"
          },
          "name": {
            "type": "string"
          },
          "title": {
            "type": "string"
          },
          "description": {
            "type": "string"
          },
          "guide": {
            "type": "string"
          },
          "state": {
            "$ref": "#/components/schemas/MigrationState"
          },
          "stateReason": {
            "type": "string"
          },
          "stateSince": {
            "type": "string",
            "format": "date-time"
          },
          "fromRefs": {
            "type": "array",
            "items": {
              "type": "string"
            }
          },
          "toRefs": {
            "type": "array",
            "items": {
              "type": "string"
            }
          },
          "ownerRef": {
            "type": "string",
            "description": "Group or user that owns the old dataset, or was handed the migration."
          },
          "coOwnerRefs": {
            "type": "array",
            "description": "Groups and users that run it beside the owner.",
            "items": {
              "type": "string"
            }
          },
          "createdBy": {
            "type": "string"
          },
          "createdAt": {
            "type": "string",
            "format": "date-time"
          },
          "contractVersion": {
            "type": "integer"
          },
          "requiredLevel": {
            "$ref": "#/components/schemas/EvidenceLevel"
          },
          "deadline": {
            "type": "string",
            "format": "date"
          },
          "followUp": {
            "$ref": "#/components/schemas/FollowUpPolicy"
          },
          "planHash": {
            "type": "string"
          },
          "plannedAt": {
            "type": "string",
            "format": "date-time"
          },
          "previewing": {
            "type": "boolean",
            "description": "Agents run",
            "nothing is published.": null
          },
          "targetCount": {
            "type": "integer"
          },
          "settledCount": {
            "type": "integer"
          },
          "targetCounts": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/StateCount"
            }
          },
          "decisionCounts": {
            "type": "array",
            "description": "What was said about targets and stands; absent where nothing was.",
            "items": {
              "$ref": "#/components/schemas/DecisionCount"
            }
          },
          "consumerCount": {
            "type": "integer"
          },
          "findings": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/DiscoveryFinding"
            }
          },
          "readers": {
            "$ref": "#/components/schemas/Readers"
          },
          "agents": {
            "type": "array",
            "description": "Agents that may run, in order; absent for all that are installed.",
            "items": {
              "type": "string"
            }
          },
          "fallbackAgent": {
            "type": "string",
            "description": "Runs in place of a coding agent that its surroundings have failed."
          },
          "judgeMode": {
            "$ref": "#/components/schemas/JudgeMode"
          },
          "models": {
            "$ref": "#/components/schemas/ModelSpending"
          },
          "secondPerson": {
            "$ref": "#/components/schemas/SecondPerson"
          },
          "allowed": {
            "type": "array",
            "description": "What the caller may do now.",
            "items": {
              "$ref": "#/components/schemas/MigrationAction"
            }
          }
        }
      },
      "ModelSpending": {
        "type": "object",
        "description": "What was spent on models, as the gateway counted it, and on how many targets. Not part of lists.",
        "required": [
          "spentDollars",
          "budgetDollars",
          "targetsWorkedOn",
          "targetsWithoutModel"
        ],
        "properties": {
          "spentDollars": {
            "type": "number",
            "description": "With what is reserved for requests that are under way."
          },
          "budgetDollars": {
            "type": "number"
          },
          "targetsWorkedOn": {
            "type": "integer",
            "description": "Targets on which agents have come to an end."
          },
          "targetsWithoutModel": {
            "type": "integer",
            "description": "Those of them for which no model was asked."
          }
        }
      },
      "FleetModels": {
        "type": "object",
        "description": "What is spent on models by all migrations; the budget is that of today.",
        "required": [
          "today",
          "days",
          "targetsWorkedOn",
          "targetsWithoutModel"
        ],
        "properties": {
          "today": {
            "type": "object",
            "required": [
              "day",
              "spentDollars",
              "budgetDollars"
            ],
            "properties": {
              "day": {
                "type": "string",
                "format": "date"
              },
              "spentDollars": {
                "type": "number"
              },
              "budgetDollars": {
                "type": "number"
              }
            }
          },
          "days": {
            "type": "array",
            "description": "The last days on which models were asked, newest first.",
            "items": {
              "type": "object",
              "required": [
                "day",
                "spentDollars"
              ],
              "properties": {
                "day": {
                  "type": "string",
                  "format": "date"
                },
                "spentDollars": {
                  "type": "number"
                }
              }
            }
          },
          "targetsWorkedOn": {
            "type": "integer"
          },
          "targetsWithoutModel": {
            "type": "integer"
          }
        }
      },
      "MigrationAction": {
        "type": "string",
        "enum": [
          "update",
          "configure",
          "plan",
          "preview",
          "start",
          "pause",
          "resume",
          "cancel",
          "revert",
          "transfer"
        ],
        "description": "An act on a migration. update changes what a plan rests on; configure the agents, their budget and the follow-up of pull requests, also while it runs; transfer hands it over, or says who runs it too."
      },
      "OwnersRequest": {
        "type": "object",
        "additionalProperties": false,
        "description": "Who owns a migration, and who runs it beside the owner.",
        "required": [
          "ownerRef",
          "coOwnerRefs"
        ],
        "properties": {
          "ownerRef": {
            "type": "string",
            "minLength": 1,
            "maxLength": 400,
            "description": "Group or user that is to own it."
          },
          "coOwnerRefs": {
            "type": "array",
            "maxItems": 20,
            "description": "All groups and users that are to run it too. The owner among them counts once.",
            "items": {
              "type": "string",
              "minLength": 1,
              "maxLength": 400
            }
          },
          "reason": {
            "type": "string",
            "minLength": 1,
            "maxLength": 1000,
            "description": "For the history, and for those who are told."
          },
          "dryRun": {
            "type": "boolean",
            "description": "Shows what would be, and changes nothing."
          }
        }
      },
      "MigrationPage": {
        "type": "object",
        "description": "A page of migrations.",
        "required": [
          "items",
          "pageInfo",
          "totalItems"
        ],
        "properties": {
          "items": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/Migration"
            }
          },
          "totalItems": {
            "type": "integer"
          },
          "pageInfo": {
            "$ref": "#/components/schemas/PageInfo"
          }
        }
      },
      "StoredContract": {
        "type": "object",
        "description": "A version of a contract.",
        "required": [
          "version",
          "text",
          "createdBy",
          "createdAt",
          "explanation"
        ],
        "properties": {
          "version": {
            "type": "integer"
          },
          "text": {
            "type": "string",
            "description": "YAML or JSON as it was given."
          },
          "createdBy": {
            "type": "string"
          },
          "createdAt": {
            "type": "string",
            "format": "date-time"
          },
          "explanation": {
            "type": "array",
            "description": "The contract in plain words, a sentence each.",
            "items": {
              "type": "string"
            }
          }
        }
      },
      "ContractDraft": {
        "type": "object",
        "description": "A contract to start from.",
        "required": [
          "contract",
          "source"
        ],
        "properties": {
          "contract": {
            "type": "string"
          },
          "toRef": {
            "type": "string"
          },
          "source": {
            "type": "string",
            "enum": [
              "annotation",
              "schemas",
              "names"
            ],
            "description": "Where it comes from."
          }
        }
      },
      "ContractIssue": {
        "type": "object",
        "description": "A reason why a contract is refused.",
        "required": [
          "path",
          "mend"
        ],
        "properties": {
          "path": {
            "type": "string"
          },
          "value": {
            "type": "string"
          },
          "mend": {
            "type": "string"
          }
        }
      },
      "ContractCheck": {
        "type": "object",
        "description": "What is wrong with a contract, and what it says.",
        "required": [
          "problems",
          "explanation"
        ],
        "properties": {
          "problems": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/ContractIssue"
            }
          },
          "explanation": {
            "type": "array",
            "items": {
              "type": "string"
            }
          }
        }
      },
      "ConsumerEvidence": {
        "type": "object",
        "description": "Why somebody is believed to read the dataset.",
        "required": [
          "source",
          "detail"
        ],
        "properties": {
          "source": {
            "type": "string",
            "description": "catalog, code search, …"
          },
          "detail": {
            "type": "string"
          }
        }
      },
      "Consumer": {
        "type": "object",
        "description": "Who reads the dataset.",
        "required": [
          "id",
          "title",
          "hops",
          "declared",
          "included",
          "evidence"
        ],
        "properties": {
          "id": {
            "type": "string"
          },
          "entityRef": {
            "type": "string",
            "description": "Absent for an undeclared consumer."
          },
          "title": {
            "type": "string"
          },
          "ownerRef": {
            "type": "string"
          },
          "repository": {
            "type": "string",
            "description": "host/owner/name"
          },
          "path": {
            "type": "string",
            "description": "Folder in the repository."
          },
          "hops": {
            "type": "integer",
            "description": "1 reads the dataset itself."
          },
          "declared": {
            "type": "boolean"
          },
          "included": {
            "type": "boolean",
            "description": "Whether a target covers it."
          },
          "targetId": {
            "type": "string"
          },
          "problem": {
            "type": "string",
            "description": "Why it has no target."
          },
          "evidence": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/ConsumerEvidence"
            }
          }
        }
      },
      "ConsumerPage": {
        "type": "object",
        "description": "A page of consumers.",
        "required": [
          "items",
          "pageInfo",
          "totalItems"
        ],
        "properties": {
          "items": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/Consumer"
            }
          },
          "totalItems": {
            "type": "integer"
          },
          "pageInfo": {
            "$ref": "#/components/schemas/PageInfo"
          }
        }
      },
      "Rung": {
        "type": "object",
        "description": "One step of the evidence ladder.",
        "required": [
          "level",
          "status",
          "detail"
        ],
        "properties": {
          "level": {
            "$ref": "#/components/schemas/EvidenceLevel"
          },
          "status": {
            "type": "string",
            "enum": [
              "proved",
              "failed",
              "notApplicable",
              "notRun"
            ]
          },
          "detail": {
            "type": "string"
          }
        }
      },
      "Evidence": {
        "type": "object",
        "description": "What the verifiers proved.",
        "required": [
          "level",
          "rungs"
        ],
        "properties": {
          "level": {
            "$ref": "#/components/schemas/EvidenceLevel"
          },
          "rungs": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/Rung"
            }
          }
        }
      },
      "ApprovalAct": {
        "type": "string",
        "enum": [
          "start",
          "revert"
        ],
        "description": "What may need a second person. A start is approved once, and to resume needs no further approval; a revert each time."
      },
      "ApprovalState": {
        "type": "string",
        "enum": [
          "waiting",
          "approved",
          "withdrawn",
          "used"
        ],
        "description": "used is the approval of a revert that has begun."
      },
      "Approval": {
        "type": "object",
        "description": "What somebody has asked for, and who has approved it.",
        "required": [
          "id",
          "migrationId",
          "migrationTitle",
          "act",
          "targetCount",
          "contractVersion",
          "planHash",
          "state",
          "requestedBy",
          "requestedAt",
          "allowed"
        ],
        "properties": {
          "id": {
            "type": "string"
          },
          "migrationId": {
            "type": "string"
          },
          "migrationTitle": {
            "type": "string"
          },
          "act": {
            "$ref": "#/components/schemas/ApprovalAct"
          },
          "subject": {
            "type": "string",
            "description": "Which targets, in words; absent for all of the plan."
          },
          "targetCount": {
            "type": "integer",
            "description": "How many targets it was about when it was asked for."
          },
          "contractVersion": {
            "type": "integer"
          },
          "planHash": {
            "type": "string"
          },
          "state": {
            "$ref": "#/components/schemas/ApprovalState"
          },
          "reason": {
            "type": "string"
          },
          "requestedBy": {
            "type": "string"
          },
          "requestedAt": {
            "type": "string",
            "format": "date-time"
          },
          "decidedBy": {
            "type": "string",
            "description": "Who has approved or withdrawn it."
          },
          "decidedAt": {
            "type": "string",
            "format": "date-time"
          },
          "allowed": {
            "type": "array",
            "description": "What the caller may do now.",
            "items": {
              "$ref": "#/components/schemas/ApprovalDecision"
            }
          }
        }
      },
      "ApprovalDecision": {
        "type": "string",
        "enum": [
          "approve",
          "withdraw"
        ],
        "description": "What is said about what waits for a second person."
      },
      "ApprovalDecisionRequest": {
        "type": "object",
        "additionalProperties": false,
        "description": "What is said about what waits for a second person.",
        "required": [
          "decision"
        ],
        "properties": {
          "decision": {
            "$ref": "#/components/schemas/ApprovalDecision"
          },
          "reason": {
            "type": "string",
            "maxLength": 1000
          },
          "dryRun": {
            "type": "boolean",
            "description": "Shows only."
          }
        }
      },
      "ApprovalList": {
        "type": "object",
        "description": "What waits for a second person.",
        "required": [
          "items",
          "totalItems"
        ],
        "properties": {
          "items": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/Approval"
            }
          },
          "totalItems": {
            "type": "integer"
          }
        }
      },
      "SecondPerson": {
        "type": "object",
        "description": "That a second person has to approve before so many targets begin, and what was asked for and approved of the plan that stands. Not part of lists.",
        "required": [
          "aboveTargets",
          "isNeeded",
          "approvals"
        ],
        "properties": {
          "aboveTargets": {
            "type": "integer",
            "description": "One person alone may begin so many."
          },
          "isNeeded": {
            "type": "boolean",
            "description": "The migration cannot start or resume before somebody else approves."
          },
          "approvals": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/Approval"
            }
          }
        }
      },
      "LearnedRuleList": {
        "type": "object",
        "description": "What was learned from coding agents in a migration.",
        "required": [
          "items"
        ],
        "properties": {
          "items": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/LearnedRule"
            }
          }
        }
      },
      "LearnedRule": {
        "type": "object",
        "description": "A change of one file that was accepted in several repositories, to be repeated in others without a model.",
        "required": [
          "id",
          "state",
          "extension",
          "replacements",
          "targetIds"
        ],
        "properties": {
          "id": {
            "type": "string"
          },
          "state": {
            "$ref": "#/components/schemas/LearnedRuleState"
          },
          "extension": {
            "type": "string",
            "description": "Of the files that it is for, with the dot; empty for those without one."
          },
          "replacements": {
            "type": "array",
            "description": "Every one has to be found in a file, in this order, or nothing is changed.",
            "items": {
              "$ref": "#/components/schemas/LearnedReplacement"
            }
          },
          "targetIds": {
            "type": "array",
            "description": "Targets whose accepted changes it repeats.",
            "items": {
              "type": "string"
            }
          },
          "decidedBy": {
            "type": "string"
          },
          "decidedAt": {
            "type": "string",
            "format": "date-time"
          },
          "reason": {
            "type": "string"
          }
        }
      },
      "LearnedRuleState": {
        "type": "string",
        "enum": [
          "offered",
          "approved",
          "declined"
        ],
        "description": "offered waits for a decision; approved works on targets that are attempted from now on."
      },
      "LearnedReplacement": {
        "type": "object",
        "description": "Lines that are replaced by others. A number in angle quotes, such as ‹1›, stands for a word, the same number for the same word.",
        "required": [
          "before",
          "after"
        ],
        "properties": {
          "before": {
            "type": "array",
            "items": {
              "type": "string"
            }
          },
          "after": {
            "type": "array",
            "items": {
              "type": "string"
            }
          }
        }
      },
      "LearnedRuleDecisionRequest": {
        "type": "object",
        "additionalProperties": false,
        "description": "What the owner of a migration says about a rule.",
        "required": [
          "decision"
        ],
        "properties": {
          "decision": {
            "type": "string",
            "enum": [
              "approve",
              "decline"
            ]
          },
          "reason": {
            "type": "string",
            "maxLength": 1000
          },
          "dryRun": {
            "type": "boolean",
            "description": "Shows only."
          }
        }
      },
      "Finding": {
        "type": "object",
        "description": "A place that was left as it is, and why.",
        "required": [
          "kind",
          "file",
          "message"
        ],
        "properties": {
          "kind": {
            "type": "string",
            "enum": [
              "judgement",
              "dropped",
              "unproved",
              "unsupported",
              "unreadable"
            ]
          },
          "file": {
            "type": "string"
          },
          "line": {
            "type": "integer",
            "description": "From 1."
          },
          "column": {
            "type": "integer",
            "description": "From 1."
          },
          "text": {
            "type": "string",
            "description": "The code that is meant, one line."
          },
          "field": {
            "type": "string",
            "description": "The old column."
          },
          "message": {
            "type": "string"
          }
        }
      },
      "CheckRun": {
        "type": "object",
        "description": "A check of the code host on a pull request.",
        "required": [
          "name",
          "state"
        ],
        "properties": {
          "name": {
            "type": "string"
          },
          "state": {
            "type": "string",
            "enum": [
              "pending",
              "passed",
              "failed"
            ]
          },
          "url": {
            "type": "string"
          }
        }
      },
      "Review": {
        "type": "object",
        "description": "A review of a pull request.",
        "required": [
          "reviewer",
          "state"
        ],
        "properties": {
          "reviewer": {
            "type": "string"
          },
          "state": {
            "type": "string",
            "enum": [
              "requested",
              "approved",
              "changesRequested",
              "commented"
            ]
          }
        }
      },
      "PullRequest": {
        "type": "object",
        "description": "The pull request of a target.",
        "required": [
          "number",
          "url",
          "title",
          "state",
          "branch",
          "checks",
          "reviews",
          "observedAt"
        ],
        "properties": {
          "number": {
            "type": "integer"
          },
          "url": {
            "type": "string"
          },
          "title": {
            "type": "string"
          },
          "state": {
            "type": "string",
            "enum": [
              "open",
              "merged",
              "closed"
            ]
          },
          "branch": {
            "type": "string"
          },
          "checks": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/CheckRun"
            }
          },
          "reviews": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/Review"
            }
          },
          "mergedAt": {
            "type": "string",
            "format": "date-time"
          },
          "closedAt": {
            "type": "string",
            "format": "date-time"
          },
          "observedAt": {
            "type": "string",
            "format": "date-time"
          }
        }
      },
      "Target": {
        "type": "object",
        "description": "A repository, or an owner's share of it, that has to move.",
        "required": [
          "id",
          "migrationId",
          "migrationTitle",
          "repository",
          "repositoryUrl",
          "entityRefs",
          "state",
          "stateSince",
          "nextStep",
          "conditions",
          "requiredLevel",
          "hops",
          "declared",
          "attemptCount",
          "findings",
          "allowed"
        ],
        "properties": {
          "id": {
            "type": "string"
          },
          "migrationId": {
            "type": "string"
          },
          "migrationTitle": {
            "type": "string"
          },
          "repository": {
            "type": "string",
            "description": "host/owner/name"
          },
          "repositoryUrl": {
            "type": "string"
          },
          "paths": {
            "type": "array",
            "description": "Folders of an owner's share; absent for a whole repository.",
            "items": {
              "type": "string"
            }
          },
          "ownerRef": {
            "type": "string"
          },
          "entityRefs": {
            "type": "array",
            "items": {
              "type": "string"
            }
          },
          "hops": {
            "type": "integer"
          },
          "declared": {
            "type": "boolean"
          },
          "wave": {
            "type": "integer",
            "description": "Number of the wave it is in."
          },
          "late": {
            "type": "boolean",
            "description": "It began to read the dataset, or was found, after the start."
          },
          "state": {
            "$ref": "#/components/schemas/TargetState"
          },
          "stateReason": {
            "type": "string",
            "description": "Why it is in this state."
          },
          "stateSince": {
            "type": "string",
            "format": "date-time"
          },
          "nextStep": {
            "type": "string",
            "description": "What happens next, and who acts."
          },
          "waitsUntil": {
            "type": "string",
            "format": "date-time",
            "description": "When its calendar opens; absent while that is open."
          },
          "conditions": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/TargetCondition"
            }
          },
          "decision": {
            "$ref": "#/components/schemas/Decision"
          },
          "evidence": {
            "$ref": "#/components/schemas/Evidence"
          },
          "requiredLevel": {
            "$ref": "#/components/schemas/EvidenceLevel"
          },
          "filesChanged": {
            "type": "integer"
          },
          "linesAdded": {
            "type": "integer"
          },
          "linesRemoved": {
            "type": "integer"
          },
          "findings": {
            "type": "array",
            "description": "Places left for a person, of the last attempt.",
            "items": {
              "$ref": "#/components/schemas/Finding"
            }
          },
          "pullRequest": {
            "$ref": "#/components/schemas/PullRequest"
          },
          "revert": {
            "$ref": "#/components/schemas/Revert"
          },
          "shape": {
            "type": "string",
            "description": "Names the cluster of patches that do the same as its own; only where a single target is asked for and its patch waits for people."
          },
          "reactions": {
            "type": "array",
            "description": "What checks and reviewers said of its pull request that went to a coding agent, the newest first; only where a single target is asked for.",
            "items": {
              "$ref": "#/components/schemas/Reaction"
            }
          },
          "attemptCount": {
            "type": "integer"
          },
          "failureClass": {
            "$ref": "#/components/schemas/FailureClass"
          },
          "agent": {
            "type": "string",
            "description": "The only agent that may run; the whole chain when it is absent."
          },
          "allowed": {
            "type": "array",
            "description": "What the caller may do now.",
            "items": {
              "$ref": "#/components/schemas/TargetAction"
            }
          }
        }
      },
      "Reaction": {
        "type": "object",
        "description": "A round in which a coding agent works on what was said about a pull request.",
        "required": [
          "kind",
          "round",
          "state",
          "headSha",
          "feedback",
          "begunAt"
        ],
        "properties": {
          "kind": {
            "type": "string",
            "enum": [
              "checks",
              "review"
            ]
          },
          "round": {
            "type": "integer",
            "description": "From 1 for each kind and pull request."
          },
          "state": {
            "type": "string",
            "enum": [
              "working",
              "changed",
              "unchanged",
              "dropped"
            ]
          },
          "outcome": {
            "type": "string",
            "description": "What came of it, in a sentence."
          },
          "headSha": {
            "type": "string",
            "description": "The commit that was spoken of."
          },
          "feedback": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/Feedback"
            }
          },
          "begunAt": {
            "type": "string",
            "format": "date-time"
          },
          "settledAt": {
            "type": "string",
            "format": "date-time"
          }
        }
      },
      "Feedback": {
        "type": "object",
        "description": "What a check or a reviewer said; text of others, without control characters.",
        "required": [
          "from",
          "source",
          "text"
        ],
        "properties": {
          "from": {
            "type": "string",
            "enum": [
              "check",
              "reviewer"
            ]
          },
          "source": {
            "type": "string",
            "description": "Name of the check, or user name of the reviewer."
          },
          "path": {
            "type": "string"
          },
          "line": {
            "type": "integer"
          },
          "text": {
            "type": "string"
          }
        }
      },
      "TargetAction": {
        "type": "string",
        "enum": [
          "retry",
          "accept",
          "snooze",
          "wakeUp",
          "takeOver",
          "handBack",
          "notOurs",
          "takeOwnership",
          "askException",
          "exempt",
          "refuse",
          "notAConsumer",
          "undo"
        ],
        "description": "An act on a target."
      },
      "TargetFilter": {
        "type": "object",
        "additionalProperties": false,
        "description": "The same as the parameters of the list of targets; an empty one is all of them.",
        "properties": {
          "state": {
            "type": "array",
            "minItems": 1,
            "maxItems": 50,
            "items": {
              "$ref": "#/components/schemas/TargetState"
            }
          },
          "ownerRef": {
            "type": "string",
            "maxLength": 400
          },
          "text": {
            "type": "string",
            "maxLength": 200
          },
          "decision": {
            "type": "array",
            "minItems": 1,
            "maxItems": 50,
            "items": {
              "$ref": "#/components/schemas/DecisionKind"
            }
          },
          "wave": {
            "type": "integer",
            "minimum": 1,
            "maximum": 50
          },
          "condition": {
            "$ref": "#/components/schemas/TargetCondition"
          },
          "failureClass": {
            "$ref": "#/components/schemas/FailureClass"
          }
        }
      },
      "CreateJobRequest": {
        "type": "object",
        "additionalProperties": false,
        "description": "What to do, and to which targets - either filter or targetIds.",
        "required": [
          "act"
        ],
        "properties": {
          "act": {
            "$ref": "#/components/schemas/TargetAction"
          },
          "filter": {
            "$ref": "#/components/schemas/TargetFilter"
          },
          "targetIds": {
            "type": "array",
            "minItems": 1,
            "maxItems": 1000,
            "items": {
              "type": "string",
              "format": "uuid"
            }
          },
          "reason": {
            "type": "string",
            "maxLength": 1000
          },
          "until": {
            "type": "string",
            "format": "date",
            "description": "YYYY-MM-DD; as for one target."
          },
          "ownerRef": {
            "type": "string",
            "maxLength": 400,
            "description": "The group or user that owns the code, for notOurs."
          },
          "agent": {
            "type": "string",
            "maxLength": 60,
            "description": "The only agent that is to run, for retry; the whole chain when it is absent."
          },
          "dryRun": {
            "type": "boolean",
            "description": "Counts only."
          }
        }
      },
      "CancelJobRequest": {
        "type": "object",
        "additionalProperties": false,
        "description": "Why it is ended.",
        "properties": {
          "reason": {
            "type": "string",
            "maxLength": 1000
          },
          "dryRun": {
            "type": "boolean",
            "description": "Shows only."
          }
        }
      },
      "JobState": {
        "type": "string",
        "enum": [
          "waiting",
          "running",
          "done",
          "cancelled"
        ],
        "description": "Waiting until the first target was asked, done when each was."
      },
      "JobRefusalReason": {
        "type": "string",
        "enum": [
          "notAllowed",
          "notPossible",
          "invalid",
          "gone",
          "failed"
        ],
        "description": "The one who asked may not, or may not any more; not possible as the target stands; what was asked for fits no such target; it is not in the plan any more; an error of ours, which the log explains."
      },
      "JobRefusal": {
        "type": "object",
        "description": "Why some targets were left as they are.",
        "required": [
          "reason",
          "count",
          "example"
        ],
        "properties": {
          "reason": {
            "$ref": "#/components/schemas/JobRefusalReason"
          },
          "count": {
            "type": "integer"
          },
          "example": {
            "type": "string",
            "description": "What was said about one of them."
          }
        }
      },
      "JobCheck": {
        "type": "object",
        "description": "What an act on many targets would come to now.",
        "required": [
          "act",
          "of",
          "acted",
          "refused"
        ],
        "properties": {
          "act": {
            "$ref": "#/components/schemas/TargetAction"
          },
          "of": {
            "type": "integer",
            "description": "How many targets are chosen."
          },
          "acted": {
            "type": "integer",
            "description": "How many it would be done to."
          },
          "refused": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/JobRefusal"
            }
          }
        }
      },
      "Job": {
        "type": "object",
        "description": "An act on many targets, and how far it is.",
        "required": [
          "id",
          "migrationId",
          "act",
          "state",
          "of",
          "done",
          "acted",
          "refused",
          "createdBy",
          "createdAt",
          "allowed"
        ],
        "properties": {
          "id": {
            "type": "string"
          },
          "migrationId": {
            "type": "string"
          },
          "act": {
            "$ref": "#/components/schemas/TargetAction"
          },
          "state": {
            "$ref": "#/components/schemas/JobState"
          },
          "reason": {
            "type": "string"
          },
          "of": {
            "type": "integer",
            "description": "How many targets were chosen."
          },
          "done": {
            "type": "integer",
            "description": "How many were asked, whatever became of it."
          },
          "acted": {
            "type": "integer",
            "description": "How many stand as was asked for, those included that stood so before."
          },
          "refused": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/JobRefusal"
            }
          },
          "createdBy": {
            "type": "string"
          },
          "createdAt": {
            "type": "string",
            "format": "date-time"
          },
          "endedAt": {
            "type": "string",
            "format": "date-time"
          },
          "cancelledBy": {
            "type": "string"
          },
          "allowed": {
            "type": "array",
            "description": "What the caller may do now.",
            "items": {
              "$ref": "#/components/schemas/JobAction"
            }
          }
        }
      },
      "JobAction": {
        "type": "string",
        "enum": [
          "cancel"
        ],
        "description": "An act on a job."
      },
      "JobPage": {
        "type": "object",
        "description": "A page of acts on many targets.",
        "required": [
          "items",
          "pageInfo",
          "totalItems"
        ],
        "properties": {
          "items": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/Job"
            }
          },
          "totalItems": {
            "type": "integer"
          },
          "pageInfo": {
            "$ref": "#/components/schemas/PageInfo"
          }
        }
      },
      "TargetPage": {
        "type": "object",
        "description": "A page of targets.",
        "required": [
          "items",
          "pageInfo",
          "totalItems"
        ],
        "properties": {
          "items": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/Target"
            }
          },
          "totalItems": {
            "type": "integer"
          },
          "pageInfo": {
            "$ref": "#/components/schemas/PageInfo"
          }
        }
      },
      "Attempt": {
        "type": "object",
        "description": "One run of one agent on one target.",
        "required": [
          "id",
          "number",
          "agent",
          "state",
          "startedAt",
          "findings",
          "notes"
        ],
        "properties": {
          "id": {
            "type": "string"
          },
          "number": {
            "type": "integer"
          },
          "agent": {
            "type": "string"
          },
          "worker": {
            "type": "string",
            "description": "The replica that ran it."
          },
          "state": {
            "type": "string",
            "enum": [
              "running",
              "succeeded",
              "failed",
              "lost"
            ]
          },
          "startedAt": {
            "type": "string",
            "format": "date-time"
          },
          "endedAt": {
            "type": "string",
            "format": "date-time"
          },
          "baseSha": {
            "type": "string"
          },
          "patch": {
            "type": "string",
            "description": "Unified diff as git prints it."
          },
          "notes": {
            "type": "array",
            "items": {
              "type": "string"
            }
          },
          "findings": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/Finding"
            }
          },
          "evidence": {
            "$ref": "#/components/schemas/Evidence"
          },
          "error": {
            "type": "string"
          },
          "failureClass": {
            "$ref": "#/components/schemas/FailureClass"
          },
          "prompts": {
            "type": "array",
            "description": "What coding agents told models to do, in order.",
            "items": {
              "$ref": "#/components/schemas/AgentPrompt"
            }
          },
          "rounds": {
            "type": "integer",
            "description": "How often coding agents worked on what the verifiers found."
          },
          "end": {
            "type": "string",
            "enum": [
              "finished",
              "gaveUp",
              "budgetExceeded"
            ],
            "description": "How the last coding agent came to its end; absent when none worked."
          },
          "endReason": {
            "type": "string"
          },
          "ruling": {
            "$ref": "#/components/schemas/Ruling"
          },
          "models": {
            "$ref": "#/components/schemas/AttemptModels"
          }
        }
      },
      "AgentPrompt": {
        "type": "object",
        "description": "What a model was told to do.",
        "required": [
          "version",
          "hash",
          "text"
        ],
        "properties": {
          "version": {
            "type": "string"
          },
          "hash": {
            "type": "string",
            "description": "SHA-256 of the text."
          },
          "text": {
            "type": "string"
          },
          "contextHash": {
            "type": "string",
            "description": "SHA-256 of what the text says of the repository, which was found out before the agent began; absent when it says nothing of it."
          }
        }
      },
      "JudgeMode": {
        "type": "string",
        "enum": [
          "advisory",
          "blocking"
        ],
        "description": "What a veto of judges comes to. It is shown, or it keeps the patch from being proposed."
      },
      "JudgeVerdict": {
        "type": "string",
        "enum": [
          "accept",
          "veto",
          "undecided"
        ],
        "description": "What a judge says of a patch. Acceptance proves nothing; only verifiers do."
      },
      "Ruling": {
        "type": "object",
        "description": "What judges said of the patch of an attempt. Absent when none was asked.",
        "required": [
          "mode",
          "verdict",
          "reasons",
          "judges"
        ],
        "properties": {
          "mode": {
            "$ref": "#/components/schemas/JudgeMode"
          },
          "verdict": {
            "$ref": "#/components/schemas/JudgeVerdict"
          },
          "reasons": {
            "type": "array",
            "description": "Why it is not accepted. Parts are text of the repository.",
            "items": {
              "type": "string"
            }
          },
          "judges": {
            "type": "array",
            "description": "What each of them said.",
            "items": {
              "type": "object",
              "required": [
                "id",
                "verdict",
                "reasons"
              ],
              "properties": {
                "id": {
                  "type": "string"
                },
                "verdict": {
                  "$ref": "#/components/schemas/JudgeVerdict"
                },
                "reasons": {
                  "type": "array",
                  "items": {
                    "type": "string"
                  }
                },
                "promptVersion": {
                  "type": "string",
                  "description": "Of the template that its question was made from."
                },
                "promptHash": {
                  "type": "string",
                  "description": "SHA-256 of the question."
                }
              }
            }
          }
        }
      },
      "VerdictOutcomes": {
        "type": "object",
        "description": "How targets went on whose newest patch got a verdict; which verdicts were right shows here.",
        "required": [
          "verdict",
          "judged",
          "unpublished",
          "open",
          "merged",
          "edited",
          "closed",
          "reverted"
        ],
        "properties": {
          "verdict": {
            "$ref": "#/components/schemas/JudgeVerdict"
          },
          "judged": {
            "type": "integer",
            "description": "The sum of those that follow."
          },
          "unpublished": {
            "type": "integer",
            "description": "There is no pull request with it."
          },
          "open": {
            "type": "integer"
          },
          "merged": {
            "type": "integer",
            "description": "Merged as it was proposed."
          },
          "edited": {
            "type": "integer",
            "description": "Merged after people had pushed to it."
          },
          "closed": {
            "type": "integer",
            "description": "Closed without being merged."
          },
          "reverted": {
            "type": "integer",
            "description": "Merged and undone."
          }
        }
      },
      "FleetJudges": {
        "type": "object",
        "description": "Who looks at patches before they are proposed, and how far they were right.",
        "required": [
          "installed",
          "mode",
          "outcomes"
        ],
        "properties": {
          "installed": {
            "type": "array",
            "items": {
              "type": "string"
            }
          },
          "mode": {
            "$ref": "#/components/schemas/JudgeMode"
          },
          "outcomes": {
            "type": "array",
            "description": "One for each verdict that was given.",
            "items": {
              "$ref": "#/components/schemas/VerdictOutcomes"
            }
          }
        }
      },
      "AttemptModels": {
        "type": "object",
        "description": "What an attempt asked of models, as the gateway counted it; absent when it asked for nothing.",
        "required": [
          "requestCount",
          "inputTokens",
          "outputTokens",
          "spentDollars",
          "models"
        ],
        "properties": {
          "requestCount": {
            "type": "integer"
          },
          "inputTokens": {
            "type": "integer"
          },
          "outputTokens": {
            "type": "integer"
          },
          "spentDollars": {
            "type": "number",
            "description": "With what is reserved for requests that are under way."
          },
          "models": {
            "type": "array",
            "items": {
              "type": "string"
            }
          }
        }
      },
      "AttemptList": {
        "type": "object",
        "description": "Attempts of a target.",
        "required": [
          "items"
        ],
        "properties": {
          "items": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/Attempt"
            }
          }
        }
      },
      "SessionEventKind": {
        "type": "string",
        "enum": [
          "agent",
          "prompt",
          "message",
          "thought",
          "toolCall",
          "toolResult",
          "modelRequest",
          "modelRefused",
          "verification",
          "verdict",
          "round",
          "end",
          "outcome",
          "cut"
        ],
        "description": "An agent begins; it is told something, says it, thinks it; it asks for a tool, and the tool answers; a model is asked for it, or a budget does not allow that; the verifiers look; a judge says what it thinks of the patch; it works on what they found; it ends; the attempt ends; or more than this is not kept."
      },
      "SessionEvent": {
        "type": "object",
        "description": "A line of the log of an attempt; never changed afterwards.",
        "required": [
          "sequence",
          "at",
          "kind"
        ],
        "properties": {
          "sequence": {
            "type": "integer",
            "description": "From 1 without gaps."
          },
          "at": {
            "type": "string",
            "format": "date-time"
          },
          "agent": {
            "type": "string",
            "description": "The agent or judge that did it; absent for what the attempt says of itself."
          },
          "kind": {
            "$ref": "#/components/schemas/SessionEventKind"
          },
          "text": {
            "type": "string",
            "description": "What was told, said, asked for or found. It comes from an agent that has read a repository, so that it may be hostile."
          },
          "cutBytes": {
            "type": "integer",
            "description": "How much of the text is not kept."
          },
          "tool": {
            "type": "string",
            "description": "As the agent names it."
          },
          "callId": {
            "type": "string",
            "description": "The same in a call of a tool and in its result."
          },
          "failed": {
            "type": "boolean"
          },
          "model": {
            "type": "string"
          },
          "inputTokens": {
            "type": "integer"
          },
          "outputTokens": {
            "type": "integer"
          },
          "cacheReadTokens": {
            "type": "integer"
          },
          "cacheWriteTokens": {
            "type": "integer"
          },
          "costDollars": {
            "type": "number"
          },
          "milliseconds": {
            "type": "integer"
          },
          "status": {
            "type": "string",
            "enum": [
              "succeeded",
              "failed",
              "aborted"
            ]
          },
          "passed": {
            "type": "boolean",
            "description": "Whether the verifiers want nothing more."
          },
          "level": {
            "$ref": "#/components/schemas/EvidenceLevel"
          },
          "verdict": {
            "$ref": "#/components/schemas/JudgeVerdict"
          },
          "round": {
            "type": "integer"
          },
          "result": {
            "type": "string",
            "enum": [
              "finished",
              "gaveUp",
              "budgetExceeded",
              "proposed",
              "needsHuman",
              "noChanges",
              "failed",
              "ended"
            ],
            "description": "How an agent or the attempt ended."
          }
        }
      },
      "SessionEventPage": {
        "type": "object",
        "description": "A page of the log of an attempt.",
        "required": [
          "items",
          "isRunning",
          "keptDays",
          "pageInfo"
        ],
        "properties": {
          "items": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/SessionEvent"
            }
          },
          "isRunning": {
            "type": "boolean",
            "description": "More may come."
          },
          "keptDays": {
            "type": "integer",
            "description": "For how many days logs are kept; 0 for not at all."
          },
          "pageInfo": {
            "$ref": "#/components/schemas/PageInfo"
          }
        }
      },
      "MigrationEvent": {
        "type": "object",
        "description": "Something that happened; never changed afterwards.",
        "required": [
          "id",
          "at",
          "actor",
          "kind"
        ],
        "properties": {
          "id": {
            "type": "string"
          },
          "at": {
            "type": "string",
            "format": "date-time"
          },
          "targetId": {
            "type": "string"
          },
          "actor": {
            "type": "string",
            "description": "Entity reference, skein, or the code host."
          },
          "kind": {
            "type": "string"
          },
          "from": {
            "type": "string"
          },
          "to": {
            "type": "string"
          },
          "reason": {
            "type": "string"
          }
        }
      },
      "EventPage": {
        "type": "object",
        "description": "A page of events.",
        "required": [
          "items",
          "pageInfo"
        ],
        "properties": {
          "items": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/MigrationEvent"
            }
          },
          "pageInfo": {
            "$ref": "#/components/schemas/PageInfo"
          }
        }
      },
      "LedgerEntry": {
        "type": "object",
        "description": "Something that happened, in its place in the chain. The hash is the SHA-256 of the JSON of [\"skein-ledger-1\", migrationId, number, previousHash, at, actor, kind, targetId, repository, from, to, reason], with null for what is not there.",
        "required": [
          "number",
          "at",
          "actor",
          "kind",
          "previousHash",
          "hash"
        ],
        "properties": {
          "number": {
            "type": "integer",
            "minimum": 1,
            "description": "Place in the chain, from 1 on."
          },
          "at": {
            "type": "string",
            "format": "date-time"
          },
          "actor": {
            "type": "string",
            "description": "Entity reference, skein, or the code host."
          },
          "kind": {
            "type": "string"
          },
          "targetId": {
            "type": "string"
          },
          "repository": {
            "type": "string",
            "description": "Of the target, as host/owner/name."
          },
          "from": {
            "type": "string"
          },
          "to": {
            "type": "string"
          },
          "reason": {
            "type": "string"
          },
          "previousHash": {
            "type": "string",
            "pattern": "^[0-9a-f]{64}$",
            "description": "The hash of the entry before; 64 zeros for the first."
          },
          "hash": {
            "type": "string",
            "pattern": "^[0-9a-f]{64}$"
          }
        }
      },
      "LedgerPage": {
        "type": "object",
        "description": "A page of the ledger.",
        "required": [
          "items",
          "pageInfo"
        ],
        "properties": {
          "items": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/LedgerEntry"
            }
          },
          "pageInfo": {
            "$ref": "#/components/schemas/PageInfo"
          }
        }
      },
      "ActKind": {
        "type": "string",
        "enum": [
          "migration-create",
          "migration-update",
          "migration-plan",
          "migration-preview",
          "migration-start",
          "migration-pause",
          "migration-resume",
          "migration-cancel",
          "migration-retry-failed",
          "migration-revert",
          "waves-set",
          "wave-fill",
          "wave-decide",
          "calendar-set",
          "learned-rule-decide",
          "target-retry",
          "target-decide",
          "job-create",
          "job-cancel",
          "notice-preference-set",
          "migration-transfer",
          "approval-approve",
          "approval-withdraw",
          "cluster-decide",
          "fleet-stop",
          "fleet-start",
          "limit-set",
          "event-subscription-create",
          "event-subscription-update",
          "event-subscription-delete",
          "event-subscription-test",
          "event-secret-renew",
          "event-delivery-replay",
          "events-replay",
          "command"
        ],
        "description": "What was asked for, as the auditor's log names it; a command is one in a comment below a pull request."
      },
      "ActOutcome": {
        "type": "string",
        "enum": [
          "begun",
          "done",
          "denied",
          "refused",
          "failed"
        ],
        "description": "Denied is for want of a permission, refused is not possible as asked or as things stood, failed is an error of ours. One that stays begun was cut off; the events of its migration tell how far it came."
      },
      "ActDoor": {
        "type": "string",
        "enum": [
          "rest",
          "action",
          "pullRequest",
          "catalog"
        ],
        "description": "Over which door it was asked for."
      },
      "ActDetail": {
        "type": "object",
        "description": "A part of what was asked for, in short.",
        "required": [
          "name",
          "value"
        ],
        "properties": {
          "name": {
            "type": "string"
          },
          "value": {
            "type": "string"
          }
        }
      },
      "Act": {
        "type": "object",
        "description": "What somebody asked to have changed. Written before it is done, never changed after its end.",
        "required": [
          "id",
          "at",
          "actor",
          "act",
          "through",
          "outcome",
          "asked"
        ],
        "properties": {
          "id": {
            "type": "string"
          },
          "at": {
            "type": "string",
            "format": "date-time"
          },
          "endedAt": {
            "type": "string",
            "format": "date-time"
          },
          "actor": {
            "type": "string",
            "description": "Entity reference of a person, subject of a token, or code host and login."
          },
          "act": {
            "$ref": "#/components/schemas/ActKind"
          },
          "through": {
            "$ref": "#/components/schemas/ActDoor"
          },
          "outcome": {
            "$ref": "#/components/schemas/ActOutcome"
          },
          "migrationId": {
            "type": "string"
          },
          "migrationTitle": {
            "type": "string"
          },
          "targetId": {
            "type": "string"
          },
          "repository": {
            "type": "string",
            "description": "Of the target, as host/owner/name."
          },
          "asked": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/ActDetail"
            }
          },
          "problem": {
            "type": "string",
            "description": "Why it was not done."
          }
        }
      },
      "ActPage": {
        "type": "object",
        "description": "A page of acts.",
        "required": [
          "items",
          "pageInfo",
          "totalItems"
        ],
        "properties": {
          "items": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/Act"
            }
          },
          "totalItems": {
            "type": "integer"
          },
          "pageInfo": {
            "$ref": "#/components/schemas/PageInfo"
          }
        }
      },
      "EventKind": {
        "type": "string",
        "description": "What happened. targetMoved, migrationMoved, waveMoved and revertMoved are changes of a state, and say from which to which.",
        "enum": [
          "approvalGiven",
          "approvalRequested",
          "approvalWithdrawn",
          "autoMerging",
          "calendarChanged",
          "closedNeedless",
          "codeHostRefused",
          "commandAnswered",
          "commented",
          "conditionsChanged",
          "decisionEnded",
          "decisionMade",
          "duplicateFound",
          "entityNoted",
          "jobEnded",
          "learnedRuleDecided",
          "migrationChanged",
          "migrationCreated",
          "migrationMoved",
          "migrationPlanned",
          "migrationPreviewed",
          "ownersChanged",
          "publicationPostponed",
          "reactionAnswered",
          "reminded",
          "revertMoved",
          "revertRequested",
          "targetJoined",
          "targetMoved",
          "waveApproved",
          "waveChanged",
          "waveMoved"
        ]
      },
      "CreateEventSubscriptionRequest": {
        "type": "object",
        "additionalProperties": false,
        "description": "Who is to be sent which events.",
        "required": [
          "title",
          "url"
        ],
        "properties": {
          "title": {
            "type": "string",
            "minLength": 1,
            "maxLength": 200
          },
          "url": {
            "type": "string",
            "minLength": 1,
            "maxLength": 2000,
            "description": "Where events are posted to. What may not be reached from here is refused."
          },
          "kinds": {
            "type": "array",
            "maxItems": 50,
            "description": "Kinds of events that are wanted; all when absent or empty.",
            "items": {
              "$ref": "#/components/schemas/EventKind"
            }
          },
          "migrationId": {
            "type": "string",
            "format": "uuid",
            "description": "Only events of this migration; of all when absent."
          },
          "dryRun": {
            "type": "boolean",
            "description": "Shows only."
          }
        }
      },
      "UpdateEventSubscriptionRequest": {
        "type": "object",
        "additionalProperties": false,
        "minProperties": 1,
        "description": "What is to be another than it is; what is absent stays.",
        "properties": {
          "title": {
            "type": "string",
            "minLength": 1,
            "maxLength": 200
          },
          "url": {
            "type": "string",
            "minLength": 1,
            "maxLength": 2000
          },
          "kinds": {
            "type": "array",
            "maxItems": 50,
            "description": "All when empty.",
            "items": {
              "$ref": "#/components/schemas/EventKind"
            }
          },
          "migrationId": {
            "type": [
              "string",
              "null"
            ],
            "format": "uuid",
            "description": "Null for events of all migrations."
          },
          "state": {
            "$ref": "#/components/schemas/EventSubscriptionState"
          },
          "dryRun": {
            "type": "boolean",
            "description": "Shows only."
          }
        }
      },
      "EventSubscriptionState": {
        "type": "string",
        "enum": [
          "active",
          "disabled"
        ],
        "description": "Whether anything is sent. One to which nothing arrives for days is disabled by itself."
      },
      "EventSubscription": {
        "type": "object",
        "description": "Who is sent which events, and how that fares.",
        "required": [
          "id",
          "title",
          "url",
          "kinds",
          "state",
          "createdBy",
          "createdAt",
          "changedBy",
          "changedAt",
          "failureCount"
        ],
        "properties": {
          "id": {
            "type": "string",
            "format": "uuid"
          },
          "title": {
            "type": "string"
          },
          "url": {
            "type": "string"
          },
          "kinds": {
            "type": "array",
            "description": "All when empty.",
            "items": {
              "$ref": "#/components/schemas/EventKind"
            }
          },
          "migrationId": {
            "type": "string",
            "format": "uuid"
          },
          "state": {
            "$ref": "#/components/schemas/EventSubscriptionState"
          },
          "reason": {
            "type": "string",
            "description": "Why it is disabled."
          },
          "createdBy": {
            "type": "string"
          },
          "createdAt": {
            "type": "string",
            "format": "date-time"
          },
          "changedBy": {
            "type": "string"
          },
          "changedAt": {
            "type": "string",
            "format": "date-time"
          },
          "oldSecretUntil": {
            "type": "string",
            "format": "date-time",
            "description": "Until then the secret before signs too."
          },
          "deliveredAt": {
            "type": "string",
            "format": "date-time",
            "description": "When something last arrived."
          },
          "failingSince": {
            "type": "string",
            "format": "date-time",
            "description": "Since when nothing has arrived; absent when all is well."
          },
          "failureCount": {
            "type": "integer",
            "description": "Attempts that failed since then."
          }
        }
      },
      "EventSubscriptionList": {
        "type": "object",
        "description": "All subscriptions to events.",
        "required": [
          "items"
        ],
        "properties": {
          "items": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/EventSubscription"
            }
          }
        }
      },
      "EventSubscriptionSecret": {
        "type": "object",
        "description": "A subscription with the secret by which its receiver knows our signatures.",
        "required": [
          "subscription"
        ],
        "properties": {
          "subscription": {
            "$ref": "#/components/schemas/EventSubscription"
          },
          "secret": {
            "type": "string",
            "description": "whsec_ and 32 bytes in base64, as libraries for Standard Webhooks take it. Keep it; it is never shown again. Absent with dryRun."
          }
        }
      },
      "EventDeliveryState": {
        "type": "string",
        "enum": [
          "waiting",
          "sending",
          "delivered",
          "failed"
        ],
        "description": "What became of an event that is sent to a subscription. failed is given up, until it is replayed."
      },
      "EventDelivery": {
        "type": "object",
        "description": "An event that is sent to a subscription, or was.",
        "required": [
          "id",
          "eventId",
          "type",
          "state",
          "attempts",
          "createdAt"
        ],
        "properties": {
          "id": {
            "type": "string"
          },
          "eventId": {
            "type": "string",
            "description": "The header webhook-id and the field id of what is sent; the same in every attempt."
          },
          "type": {
            "type": "string",
            "description": "Such as skein.targetMoved.v1."
          },
          "migrationId": {
            "type": "string",
            "format": "uuid"
          },
          "targetId": {
            "type": "string",
            "format": "uuid"
          },
          "state": {
            "$ref": "#/components/schemas/EventDeliveryState"
          },
          "attempts": {
            "type": "integer",
            "description": "How often it was sent."
          },
          "dueAt": {
            "type": "string",
            "format": "date-time",
            "description": "When it is sent next, at the earliest."
          },
          "status": {
            "type": "integer",
            "description": "Of the last answer."
          },
          "durationMs": {
            "type": "integer",
            "description": "How long the last answer took."
          },
          "error": {
            "type": "string",
            "description": "Why the last attempt failed."
          },
          "createdAt": {
            "type": "string",
            "format": "date-time"
          },
          "settledAt": {
            "type": "string",
            "format": "date-time",
            "description": "When it arrived or was given up."
          }
        }
      },
      "EventDeliveryPage": {
        "type": "object",
        "description": "A page of deliveries.",
        "required": [
          "items",
          "pageInfo"
        ],
        "properties": {
          "items": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/EventDelivery"
            }
          },
          "pageInfo": {
            "$ref": "#/components/schemas/PageInfo"
          }
        }
      },
      "ReplayEventsRequest": {
        "type": "object",
        "additionalProperties": false,
        "description": "A span of time; its end does not belong to it.",
        "required": [
          "from",
          "until"
        ],
        "properties": {
          "from": {
            "type": "string",
            "format": "date-time"
          },
          "until": {
            "type": "string",
            "format": "date-time"
          },
          "dryRun": {
            "type": "boolean",
            "description": "Shows only."
          }
        }
      },
      "ReplayEventsResult": {
        "type": "object",
        "description": "What is sent again.",
        "required": [
          "events"
        ],
        "properties": {
          "events": {
            "type": "integer",
            "description": "How many."
          }
        }
      },
      "IncomingItem": {
        "type": "object",
        "description": "A target, with the migration it belongs to.",
        "required": [
          "target",
          "migration"
        ],
        "properties": {
          "target": {
            "$ref": "#/components/schemas/Target"
          },
          "migration": {
            "$ref": "#/components/schemas/IncomingMigration"
          }
        }
      },
      "IncomingMigration": {
        "type": "object",
        "description": "What a consumer team has to know of a migration.",
        "required": [
          "id",
          "title",
          "state",
          "fromRefs",
          "toRefs",
          "ownerRef",
          "requiredLevel"
        ],
        "properties": {
          "id": {
            "type": "string"
          },
          "title": {
            "type": "string"
          },
          "description": {
            "type": "string"
          },
          "guide": {
            "type": "string"
          },
          "state": {
            "$ref": "#/components/schemas/MigrationState"
          },
          "fromRefs": {
            "type": "array",
            "items": {
              "type": "string"
            }
          },
          "toRefs": {
            "type": "array",
            "items": {
              "type": "string"
            }
          },
          "ownerRef": {
            "type": "string"
          },
          "requiredLevel": {
            "$ref": "#/components/schemas/EvidenceLevel"
          },
          "deadline": {
            "type": "string",
            "format": "date"
          }
        }
      },
      "IncomingPage": {
        "type": "object",
        "description": "A page of incoming migrations.",
        "required": [
          "items",
          "pageInfo",
          "totalItems"
        ],
        "properties": {
          "items": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/IncomingItem"
            }
          },
          "totalItems": {
            "type": "integer"
          },
          "pageInfo": {
            "$ref": "#/components/schemas/PageInfo"
          }
        }
      },
      "Cluster": {
        "type": "object",
        "description": "Patches of a migration that do the same, but for names that they do not change.",
        "required": [
          "migrationId",
          "migrationTitle",
          "shape",
          "targetCount"
        ],
        "properties": {
          "migrationId": {
            "type": "string"
          },
          "migrationTitle": {
            "type": "string"
          },
          "shape": {
            "type": "string",
            "description": "Hash of what the patches do."
          },
          "targetCount": {
            "type": "integer"
          }
        }
      },
      "ClusterPage": {
        "type": "object",
        "description": "A page of clusters.",
        "required": [
          "items",
          "pageInfo",
          "totalItems"
        ],
        "properties": {
          "items": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/Cluster"
            }
          },
          "totalItems": {
            "type": "integer"
          },
          "pageInfo": {
            "$ref": "#/components/schemas/PageInfo"
          }
        }
      },
      "ClusterExemplar": {
        "type": "object",
        "description": "The patch that is read for all of its cluster.",
        "required": [
          "id",
          "target",
          "patch"
        ],
        "properties": {
          "id": {
            "type": "string",
            "description": "Another patch has another one, also of the same target."
          },
          "target": {
            "$ref": "#/components/schemas/Target"
          },
          "patch": {
            "type": "string",
            "description": "Unified diff as git prints it."
          }
        }
      },
      "ClusterItem": {
        "type": "object",
        "description": "A target of a cluster with the changed lines that have no equal in the exemplar.",
        "required": [
          "target",
          "lines",
          "moreLines"
        ],
        "properties": {
          "target": {
            "$ref": "#/components/schemas/Target"
          },
          "lines": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/ChangedLine"
            }
          },
          "moreLines": {
            "type": "integer",
            "description": "How many more there are."
          }
        }
      },
      "ChangedLine": {
        "type": "object",
        "description": "A line that a patch takes out or puts in.",
        "required": [
          "path",
          "change",
          "text"
        ],
        "properties": {
          "path": {
            "type": "string"
          },
          "change": {
            "type": "string",
            "enum": [
              "added",
              "removed"
            ]
          },
          "text": {
            "type": "string"
          }
        }
      },
      "ClusterView": {
        "type": "object",
        "description": "A cluster to read, the exemplar first; the others are counted without it.",
        "required": [
          "exemplar",
          "approvedCount",
          "items",
          "pageInfo",
          "totalItems"
        ],
        "properties": {
          "exemplar": {
            "$ref": "#/components/schemas/ClusterExemplar"
          },
          "approvedCount": {
            "type": "integer",
            "description": "How many stand accepted since the pattern was approved."
          },
          "items": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/ClusterItem"
            }
          },
          "totalItems": {
            "type": "integer"
          },
          "pageInfo": {
            "$ref": "#/components/schemas/PageInfo"
          }
        }
      },
      "ClusterDecisionRequest": {
        "type": "object",
        "additionalProperties": false,
        "description": "What is decided about a cluster.",
        "required": [
          "decision"
        ],
        "properties": {
          "decision": {
            "type": "string",
            "enum": [
              "approve",
              "undo"
            ],
            "description": "Accept all that deviate in nothing, or take that back."
          },
          "exemplarId": {
            "type": "string",
            "format": "uuid",
            "description": "Names the patch that was read, as the cluster does; approve needs it."
          },
          "reason": {
            "type": "string",
            "minLength": 1,
            "maxLength": 1000,
            "description": "For the owner of the dataset, and the history."
          },
          "dryRun": {
            "type": "boolean",
            "description": "Counts and names only."
          }
        }
      },
      "ClusterLeftOutReason": {
        "type": "string",
        "enum": [
          "deviates",
          "placesToDecide",
          "humanCommits",
          "accepted",
          "decided",
          "notTheirs",
          "notNow"
        ],
        "description": "Why a target is left out. deviates: a changed line has no equal in the exemplar; placesToDecide: a person has to decide in its code; humanCommits: people have changed it since; accepted: it is already; decided: something else was said about it; notTheirs: the caller may not decide for it; notNow: its state does not permit it."
      },
      "ClusterLeftOut": {
        "type": "object",
        "description": "A target that is not decided with the others.",
        "required": [
          "targetId",
          "repository",
          "reason"
        ],
        "properties": {
          "targetId": {
            "type": "string"
          },
          "repository": {
            "type": "string"
          },
          "reason": {
            "$ref": "#/components/schemas/ClusterLeftOutReason"
          }
        }
      },
      "ClusterDecisionResult": {
        "type": "object",
        "description": "What comes of a decision about a cluster.",
        "required": [
          "decided",
          "dryRun",
          "leftOut",
          "targets",
          "isComplete"
        ],
        "properties": {
          "decided": {
            "type": "integer",
            "description": "How many are accepted, or taken back."
          },
          "dryRun": {
            "type": "boolean"
          },
          "leftOut": {
            "type": "array",
            "description": "How many are left out for which reason.",
            "items": {
              "type": "object",
              "required": [
                "reason",
                "count"
              ],
              "properties": {
                "reason": {
                  "$ref": "#/components/schemas/ClusterLeftOutReason"
                },
                "count": {
                  "type": "integer"
                }
              }
            }
          },
          "targets": {
            "type": "array",
            "description": "Those that are left out, the first 50.",
            "items": {
              "$ref": "#/components/schemas/ClusterLeftOut"
            }
          },
          "isComplete": {
            "type": "boolean",
            "description": "False when the cluster is larger than the 500 targets that are looked at in one call."
          }
        }
      },
      "NoticeKind": {
        "type": "string",
        "enum": [
          "start",
          "ready",
          "decision",
          "deadline",
          "done",
          "asked",
          "entrusted",
          "paused",
          "completed",
          "approval"
        ],
        "description": "What somebody is told. start, ready, decision, deadline and done are for teams; asked, entrusted, paused, completed and approval for owners and co-owners."
      },
      "NoticePreferenceRequest": {
        "type": "object",
        "additionalProperties": false,
        "description": "What a group or a user wants to be told.",
        "required": [
          "mutedKinds"
        ],
        "properties": {
          "mutedKinds": {
            "type": "array",
            "maxItems": 9,
            "description": "Kinds that are not wanted.",
            "items": {
              "$ref": "#/components/schemas/NoticeKind"
            }
          },
          "digestMinutes": {
            "type": "integer",
            "minimum": 0,
            "maximum": 10080,
            "description": "At most one of a kind and migration in so long; absent for what is configured."
          },
          "dryRun": {
            "type": "boolean",
            "description": "Shows only."
          }
        }
      },
      "NoticePreference": {
        "type": "object",
        "description": "What a group or a user wants to be told, and who said so.",
        "required": [
          "ownerRef",
          "mutedKinds",
          "defaultDigestMinutes"
        ],
        "properties": {
          "ownerRef": {
            "type": "string"
          },
          "mutedKinds": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/NoticeKind"
            }
          },
          "digestMinutes": {
            "type": "integer",
            "description": "Absent for what is configured."
          },
          "defaultDigestMinutes": {
            "type": "integer",
            "description": "What is configured."
          },
          "setBy": {
            "type": "string"
          },
          "setAt": {
            "type": "string",
            "format": "date-time"
          }
        }
      },
      "Forecast": {
        "type": "object",
        "description": "When a migration will be through.",
        "required": [
          "remaining",
          "basedOn",
          "assumptions"
        ],
        "properties": {
          "remaining": {
            "type": "integer",
            "description": "Targets that are still to be settled."
          },
          "basedOn": {
            "type": "integer",
            "description": "Pull requests of all migrations that were merged or closed in the last 180 days."
          },
          "finish": {
            "$ref": "#/components/schemas/ForecastFinish"
          },
          "unknownBecause": {
            "type": "string",
            "description": "Why there is no forecast."
          },
          "assumptions": {
            "type": "array",
            "description": "What is taken for granted, in words for people.",
            "items": {
              "type": "string"
            }
          }
        }
      },
      "ForecastFinish": {
        "type": "object",
        "description": "One time in ten it is over by early, one in two by likely, nine in ten by late.",
        "required": [
          "early",
          "likely",
          "late"
        ],
        "properties": {
          "early": {
            "type": "string",
            "format": "date-time"
          },
          "likely": {
            "type": "string",
            "format": "date-time"
          },
          "late": {
            "type": "string",
            "format": "date-time"
          }
        }
      },
      "AttentionKind": {
        "type": "string",
        "enum": [
          "waveHalted",
          "paused",
          "deadlinePassed",
          "budgetUsedUp",
          "failed",
          "checksFailing",
          "needsHuman",
          "noReviewer",
          "waveApproval",
          "decisionNeeded",
          "changesRequested",
          "conflict",
          "undeclared",
          "readersLeft",
          "deadlineNear"
        ],
        "description": "What is the matter, most urgent first."
      },
      "AttentionItem": {
        "type": "object",
        "description": "One kind of trouble in one migration.",
        "required": [
          "kind",
          "migrationId",
          "migrationTitle",
          "count"
        ],
        "properties": {
          "kind": {
            "$ref": "#/components/schemas/AttentionKind"
          },
          "migrationId": {
            "type": "string"
          },
          "migrationTitle": {
            "type": "string"
          },
          "count": {
            "type": "integer",
            "description": "Targets that have it; undeclared counts consumers, readersLeft repositories, and what is the matter with a wave or the whole migration counts targets that are not settled."
          },
          "since": {
            "type": "string",
            "format": "date-time",
            "description": "When it began for the first of them."
          },
          "reason": {
            "type": "string",
            "description": "Why a wave or the migration stands still."
          },
          "failureClass": {
            "$ref": "#/components/schemas/FailureClass"
          },
          "wave": {
            "type": "integer",
            "description": "Number of the wave."
          },
          "waveTitle": {
            "type": "string"
          },
          "deadline": {
            "type": "string",
            "format": "date"
          }
        }
      },
      "AttentionList": {
        "type": "object",
        "description": "What needs a person, most urgent first.",
        "required": [
          "items",
          "totalItems"
        ],
        "properties": {
          "items": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/AttentionItem"
            }
          },
          "totalItems": {
            "type": "integer",
            "description": "How many there are, when not all are listed."
          }
        }
      },
      "ConsumerGraph": {
        "type": "object",
        "description": "Consumers of a migration by team and by how far they are from the dataset.",
        "required": [
          "nodes",
          "links",
          "omittedNodes",
          "omittedConsumers"
        ],
        "properties": {
          "nodes": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/ConsumerNode"
            }
          },
          "links": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/ConsumerLink"
            }
          },
          "omittedNodes": {
            "type": "integer"
          },
          "omittedConsumers": {
            "type": "integer"
          }
        }
      },
      "ConsumerNode": {
        "type": "object",
        "description": "The consumers of one team that are equally far from the dataset.",
        "required": [
          "id",
          "hops",
          "consumers",
          "undeclared"
        ],
        "properties": {
          "id": {
            "type": "string",
            "description": "Unique in its graph."
          },
          "hops": {
            "type": "integer",
            "description": "1 reads the dataset itself."
          },
          "ownerRef": {
            "type": "string",
            "description": "Absent for those that nobody owns."
          },
          "consumers": {
            "type": "integer"
          },
          "undeclared": {
            "type": "integer",
            "description": "Those of them that the catalog does not know."
          }
        }
      },
      "ConsumerLink": {
        "type": "object",
        "description": "Consumers of one node read what another node makes.",
        "required": [
          "from",
          "to",
          "consumers"
        ],
        "properties": {
          "from": {
            "type": "string",
            "description": "Id of the node that is nearer to the dataset."
          },
          "to": {
            "type": "string"
          },
          "consumers": {
            "type": "integer"
          }
        }
      },
      "BurnUp": {
        "type": "object",
        "description": "How a migration went so far.",
        "required": [
          "points"
        ],
        "properties": {
          "points": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/BurnUpPoint"
            }
          }
        }
      },
      "BurnUpPoint": {
        "type": "object",
        "description": "How a migration stood at a time.",
        "required": [
          "at",
          "inScope",
          "opened",
          "merged"
        ],
        "properties": {
          "at": {
            "type": "string",
            "format": "date-time"
          },
          "inScope": {
            "type": "integer",
            "description": "Targets but those that need no change, are no consumers, were let off or cancelled."
          },
          "opened": {
            "type": "integer",
            "description": "Targets that had a pull request by then, whatever became of it."
          },
          "merged": {
            "type": "integer",
            "description": "Targets that were merged and not reverted."
          }
        }
      },
      "Fleet": {
        "type": "object",
        "description": "What runs at the moment.",
        "required": [
          "migrations",
          "targets",
          "runningAttempts",
          "queuedTargets",
          "stopped",
          "replicas",
          "agents"
        ],
        "properties": {
          "migrations": {
            "type": "array",
            "items": {
              "type": "object",
              "required": [
                "state",
                "count"
              ],
              "properties": {
                "state": {
                  "$ref": "#/components/schemas/MigrationState"
                },
                "count": {
                  "type": "integer"
                }
              }
            }
          },
          "targets": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/StateCount"
            }
          },
          "runningAttempts": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/RunningAttempt"
            }
          },
          "queuedTargets": {
            "type": "integer"
          },
          "oldestQueuedAt": {
            "type": "string",
            "format": "date-time"
          },
          "codeHosts": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/CodeHostState"
            }
          },
          "refusedWebhooks": {
            "type": "array",
            "description": "What came as a webhook and was not believed, such as a wrong signature; by code host, since the beginning.",
            "items": {
              "$ref": "#/components/schemas/RefusedWebhooks"
            }
          },
          "stopped": {
            "type": "boolean",
            "description": "The kill switch is on, so that nothing is begun and nothing published."
          },
          "switched": {
            "$ref": "#/components/schemas/FleetSwitch"
          },
          "replicas": {
            "type": "array",
            "description": "Processes that have given a sign of life in the last 30 seconds.",
            "items": {
              "$ref": "#/components/schemas/Replica"
            }
          },
          "agents": {
            "type": "array",
            "description": "Agents that are installed, in the order in which they run.",
            "items": {
              "type": "string"
            }
          },
          "models": {
            "$ref": "#/components/schemas/FleetModels"
          },
          "judges": {
            "$ref": "#/components/schemas/FleetJudges"
          }
        }
      },
      "AgentChoices": {
        "type": "object",
        "description": "What a migration may choose.",
        "required": [
          "agents",
          "defaultBudgetDollars",
          "mostBudgetDollars",
          "judges",
          "judgeMode"
        ],
        "properties": {
          "agents": {
            "type": "array",
            "description": "Agents that are installed, in the order in which they run when none is chosen; the rewriter is first.",
            "items": {
              "type": "string"
            }
          },
          "defaultBudgetDollars": {
            "type": "number",
            "description": "What a migration may spend on models when nothing was chosen."
          },
          "mostBudgetDollars": {
            "type": "number",
            "description": "The most that may be chosen."
          },
          "judges": {
            "type": "array",
            "description": "Judges that are installed; what their veto comes to when nothing was chosen is the least that may be chosen.",
            "items": {
              "type": "string"
            }
          },
          "judgeMode": {
            "$ref": "#/components/schemas/JudgeMode"
          }
        }
      },
      "CodeHostState": {
        "type": "object",
        "description": "What may still be asked of a code host, by all replicas together.",
        "required": [
          "host",
          "budgets"
        ],
        "properties": {
          "host": {
            "type": "string"
          },
          "blockedUntil": {
            "type": "string",
            "format": "date-time"
          },
          "blockedReason": {
            "type": "string"
          },
          "budgets": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/RequestBudget"
            }
          }
        }
      },
      "RefusedWebhooks": {
        "type": "object",
        "description": "Webhooks of a code host that were refused.",
        "required": [
          "codeHostId",
          "count",
          "lastAt",
          "lastReason"
        ],
        "properties": {
          "codeHostId": {
            "type": "string"
          },
          "count": {
            "type": "integer"
          },
          "lastAt": {
            "type": "string",
            "format": "date-time"
          },
          "lastReason": {
            "type": "string"
          }
        }
      },
      "RequestBudget": {
        "type": "object",
        "description": "A token bucket; it fills by itself.",
        "required": [
          "resource",
          "limit",
          "left"
        ],
        "properties": {
          "account": {
            "type": "string",
            "description": "Whose credentials; absent for what the host counts as one."
          },
          "resource": {
            "type": "string",
            "enum": [
              "requestsPerHour",
              "queryPointsPerHour",
              "pointsPerMinute",
              "contentPerMinute",
              "contentPerHour"
            ]
          },
          "limit": {
            "type": "number",
            "description": "What the bucket gives in its hour or minute; lower than configured after the host refused."
          },
          "left": {
            "type": "number",
            "description": "What can be had at once, now."
          }
        }
      },
      "FleetStopRequest": {
        "type": "object",
        "additionalProperties": false,
        "description": "Why all work has to stop.",
        "required": [
          "reason"
        ],
        "properties": {
          "reason": {
            "type": "string",
            "minLength": 1,
            "maxLength": 1000
          },
          "dryRun": {
            "type": "boolean",
            "description": "Shows only."
          }
        }
      },
      "FleetSwitch": {
        "type": "object",
        "description": "Who stopped or started the fleet last.",
        "required": [
          "by",
          "at"
        ],
        "properties": {
          "by": {
            "type": "string"
          },
          "at": {
            "type": "string",
            "format": "date-time"
          },
          "reason": {
            "type": "string"
          }
        }
      },
      "Replica": {
        "type": "object",
        "description": "A process that works.",
        "required": [
          "worker",
          "host",
          "startedAt",
          "seenAt",
          "acknowledged",
          "slots",
          "running"
        ],
        "properties": {
          "worker": {
            "type": "string"
          },
          "host": {
            "type": "string"
          },
          "startedAt": {
            "type": "string",
            "format": "date-time"
          },
          "seenAt": {
            "type": "string",
            "format": "date-time"
          },
          "acknowledged": {
            "type": "boolean",
            "description": "It acts by the switch as it stands; after a stop none of its attempts runs any more."
          },
          "slots": {
            "type": "integer",
            "description": "How many attempts it may run at once."
          },
          "running": {
            "type": "integer"
          }
        }
      },
      "LimitKind": {
        "type": "string",
        "enum": [
          "runningAttempts",
          "weight",
          "openPullRequests"
        ],
        "description": "runningAttempts is how many may run at once; of two that wait, one of weight 2 gets two turns for each of weight 1; openPullRequests is how many may wait for the reviewers of a team or in a repository."
      },
      "LimitScope": {
        "type": "string",
        "enum": [
          "global",
          "host",
          "team",
          "owner",
          "migration",
          "repository"
        ],
        "description": "All attempts, those on a code host, on repositories of a team, of the migrations of an owner, or of one migration. Weights are of owners and migrations; open pull requests are of teams and repositories, and a migration may have a limit of its own."
      },
      "SetLimitRequest": {
        "type": "object",
        "additionalProperties": false,
        "description": "A limit to set.",
        "required": [
          "kind",
          "scope",
          "value"
        ],
        "properties": {
          "kind": {
            "$ref": "#/components/schemas/LimitKind"
          },
          "scope": {
            "$ref": "#/components/schemas/LimitScope"
          },
          "subject": {
            "type": "string",
            "maxLength": 400,
            "description": "Which host, team, owner, migration or repository (host/owner/name); * for each that has no limit of its own."
          },
          "value": {
            "type": [
              "integer",
              "null"
            ],
            "minimum": 0,
            "maximum": 100000,
            "description": "null takes the limit away."
          },
          "dryRun": {
            "type": "boolean",
            "description": "Shows only."
          }
        }
      },
      "Limit": {
        "type": "object",
        "description": "A limit that somebody has set.",
        "required": [
          "kind",
          "scope",
          "value",
          "setBy",
          "setAt"
        ],
        "properties": {
          "kind": {
            "$ref": "#/components/schemas/LimitKind"
          },
          "scope": {
            "$ref": "#/components/schemas/LimitScope"
          },
          "subject": {
            "type": "string"
          },
          "value": {
            "type": "integer"
          },
          "setBy": {
            "type": "string"
          },
          "setAt": {
            "type": "string",
            "format": "date-time"
          }
        }
      },
      "LimitList": {
        "type": "object",
        "description": "What limits attempts and open pull requests.",
        "required": [
          "defaults",
          "items"
        ],
        "properties": {
          "defaults": {
            "$ref": "#/components/schemas/RunningAttemptDefaults"
          },
          "items": {
            "type": "array",
            "items": {
              "$ref": "#/components/schemas/Limit"
            }
          }
        }
      },
      "RunningAttemptDefaults": {
        "type": "object",
        "description": "How many attempts may run at once where nobody has set it, from the configuration.",
        "required": [
          "global",
          "host",
          "team",
          "owner",
          "migration"
        ],
        "properties": {
          "global": {
            "type": "integer"
          },
          "host": {
            "type": "integer"
          },
          "team": {
            "type": "integer"
          },
          "owner": {
            "type": "integer"
          },
          "migration": {
            "type": "integer"
          }
        }
      },
      "RunningAttempt": {
        "type": "object",
        "description": "An attempt that runs now.",
        "required": [
          "targetId",
          "repository",
          "migrationTitle",
          "worker",
          "startedAt"
        ],
        "properties": {
          "targetId": {
            "type": "string"
          },
          "repository": {
            "type": "string"
          },
          "migrationTitle": {
            "type": "string"
          },
          "worker": {
            "type": "string"
          },
          "startedAt": {
            "type": "string",
            "format": "date-time"
          }
        }
      },
      "ErrorBody": {
        "type": "object",
        "description": "An error as Backstage writes it; the message names field, value and mend.",
        "required": [
          "error",
          "request",
          "response"
        ],
        "properties": {
          "error": {
            "type": "object",
            "required": [
              "name",
              "message"
            ],
            "properties": {
              "name": {
                "type": "string"
              },
              "message": {
                "type": "string"
              },
              "code": {
                "type": "string",
                "description": "For programs",
                "where it is known.": null
              }
            }
          },
          "request": {
            "type": "object",
            "required": [
              "method",
              "url"
            ],
            "properties": {
              "method": {
                "type": "string"
              },
              "url": {
                "type": "string"
              }
            }
          },
          "response": {
            "type": "object",
            "required": [
              "statusCode"
            ],
            "properties": {
              "statusCode": {
                "type": "integer"
              }
            }
          }
        }
      }
    },
    "securitySchemes": {
      "bearer": {
        "type": "http",
        "scheme": "bearer",
        "description": "A token of Backstage, of a user or of a service."
      }
    }
  }
} as const;
